"""What happened with a client: messages, calls, touches, and steps of leads, deals and tasks.

Everything is joined with the card when it is read, so that a merge takes its history along.
"""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter
from sqlalchemy import ColumnElement, CompoundSelect, Select, literal, select, union, union_all
from sqlalchemy import Table as SqlTable
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.history import Entry, EntryKind
from hub.api.paging import Page, page_of, read_cursor
from hub.api.queries.carding import found, identities_of
from hub.api.queries.history_entries import opened
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
    connection: AsyncConnection, client: UUID, limit: int, cursor: str | None
) -> Page[Entry]:
    """A page of it, the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    everything = _everything(client).subquery()
    query, after = select(everything), read_cursor(_SEQ, cursor)
    if after is not None:
        query = query.where(everything.c.seq < after)
    places = await found(connection, query.order_by(everything.c.seq.desc()).limit(limit + 1))
    page = page_of(places, limit, _SEQ, lambda place: place["seq"])
    return Page(items=await opened(connection, page.items), next=page.next)


def _everything(client: UUID) -> CompoundSelect[Any]:
    whose = identities_of(client)
    talks = select(_inbox.c.conversation_id).where(_inbox.c.identity_id.in_(whose))
    in_talk, in_touches = (
        _thread.c.conversation_id.in_(talks),
        _touches.c.touch_id.in_(ids_of(client)),
    )
    about = _steps.c.about_id.in_(_worked_on(whose))
    return union_all(
        _place(_thread, "message_id", EntryKind.MESSAGE, in_talk),
        _place(_calls, "call_id", EntryKind.CALL, _calls.c.identity_id.in_(whose)),
        _place(_touches, "touch_id", EntryKind.TOUCH, in_touches),
        _place(_steps, "about_id", EntryKind.STEP, about),
    )


def _place(view: SqlTable, id_: str, kind: EntryKind, theirs: ColumnElement[bool]) -> Select[Any]:
    named = literal(kind.value).label("kind")
    return select(view.c.seq, named, view.c[id_].label("id")).where(theirs)


def _worked_on(whose: Select[Any]) -> CompoundSelect[Any]:
    """The client's leads and deals, and the tasks about these or about the client."""
    leads = select(_leads.c.lead_id).where(_leads.c.identity_id.in_(whose))
    deals = select(_deals.c.deal_id).where(_deals.c.identity_id.in_(whose))
    return union(leads, deals, tasks_of(whose))
