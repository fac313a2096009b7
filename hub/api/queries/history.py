"""What happened with a client: messages, calls, touches, steps of their leads, deals and tasks.

And what became of their conversations and of the card. Everything is joined with the card when it
is read, so that a merge takes its history along.
"""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    literal,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.history import Entry, EntryKind
from hub.api.paging import Page, page_of, read_cursor
from hub.api.queries.carding import found, identities_of
from hub.api.queries.history_entries import opened
from hub.api.queries.messages import Order
from hub.api.queries.tasks import tasks_of
from hub.api.queries.touches import ids_of
from hub.api.words import LARGEST
from hub.projector.columns import view_of
from projections.calls import CALLS
from projections.deals import DEALS
from projections.history import STEPS
from projections.inbox import INBOX
from projections.leads import LEADS
from projections.thread import THREAD
from projections.touches import TOUCHES

_thread, _inbox, _steps = view_of(THREAD), view_of(INBOX), view_of(STEPS)
_leads, _deals = view_of(LEADS), view_of(DEALS)
_calls, _touches = view_of(CALLS), view_of(TOUCHES)

_SEQ: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0, le=LARGEST)])


async def history_of(
    connection: AsyncConnection, client: UUID, order: Order, limit: int, cursor: str | None
) -> Page[Entry]:
    """A page of it, in the order of the log or the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    part = Part(order == "newest", read_cursor(_SEQ, cursor), limit + 1)
    everything = _everything(client, part).subquery()
    query = select(everything).order_by(part.ordered(everything.c.seq)).limit(part.most)
    page = page_of(await found(connection, query), limit, _SEQ, lambda place: place["seq"])
    return Page(items=await opened(connection, page.items), next=page.next)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of it: the newest first or not, beyond a position, so many at most."""

    newest: bool
    after: int | None
    most: int

    def ordered(self, seq: ColumnElement[int]) -> ColumnElement[int]:
        """The order of the entries."""
        return seq.desc() if self.newest else seq.asc()

    def beyond(self, seq: ColumnElement[int]) -> ColumnElement[bool]:
        """Only what the pages before did not show."""
        if self.after is None:
            return true()
        return seq < self.after if self.newest else seq > self.after


def _everything(client: UUID, part: Part) -> CompoundSelect[Any]:
    whose = identities_of(client)
    talks = select(_inbox.c.conversation_id).where(_inbox.c.identity_id.in_(whose))
    in_talk, in_touches = (
        _thread.c.conversation_id.in_(talks),
        _touches.c.touch_id.in_(ids_of(client)),
    )
    about = _steps.c.about_id
    happened = about.in_(union(talks, select(literal(client))))
    return union_all(
        _place(_thread, "message_id", EntryKind.MESSAGE, in_talk, part),
        _place(_calls, "call_id", EntryKind.CALL, _calls.c.identity_id.in_(whose), part),
        _place(_touches, "touch_id", EntryKind.TOUCH, in_touches, part),
        _place(_steps, "about_id", EntryKind.STEP, about.in_(_worked_on(whose)), part),
        _place(_steps, "about_id", EntryKind.EVENT, happened, part),
    )


def _place(
    view: SqlTable, id_: str, kind: EntryKind, theirs: ColumnElement[bool], part: Part
) -> Select[Any]:
    """The places of one kind; no kind needs more of them than a page holds."""
    named = literal(kind.value).label("kind")
    query = select(view.c.seq, named, view.c[id_].label("id")).where(theirs)
    bounded = query.where(part.beyond(view.c.seq)).order_by(part.ordered(view.c.seq))
    return select(bounded.limit(part.most).subquery())


def _worked_on(whose: Select[Any]) -> CompoundSelect[Any]:
    """The client's leads and deals, and the tasks about these or about the client."""
    leads = select(_leads.c.lead_id).where(_leads.c.identity_id.in_(whose))
    deals = select(_deals.c.deal_id).where(_deals.c.identity_id.in_(whose))
    return union(leads, deals, tasks_of(whose))
