"""Which conversations: those who wait longest first, then the others by their last word."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    DateTime,
    Integer,
    Select,
    Subquery,
    Uuid,
    exists,
    literal,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.api.models.conversations import Conversation, ConversationStatus
from hub.api.models.finding import Folder
from hub.api.paging import Page, page_of, read_cursor
from hub.api.queries.carding import carded
from hub.api.queries.folders import LONG, NOW, Filters, Now, asleep, picked, standing
from hub.api.queries.reaching import Within, page_in_reach
from hub.folds.clocks import CLOCKS
from hub.projector.columns import view_of
from hub.questions import MOST_KEPT, Question, said
from projections.inbox import INBOX
from projections.mentions import MENTIONS

_inbox, _clocks, _mentions = view_of(INBOX), view_of(CLOCKS), view_of(MENTIONS)

Place = tuple[bool, datetime, UUID]
"""Whether it waits; since when, or when the last word was; which one."""
_PLACE: TypeAdapter[Place] = TypeAdapter(Place)

_OpenPlace = tuple[bool, BindParameter[datetime], BindParameter[UUID]]
_AFTER = said("after_at", DateTime(timezone=True)), said("after_id", Uuid())
_MOST = said("most", Integer())

Row = dict[str, Any]

_BY_TIME: dict[Folder | None, ColumnElement[Any]] = {
    Folder.SENT: _inbox.c.answered_at,
    Folder.MENTIONS: _mentions.c.at,
    Folder.CLOSED: _inbox.c.last_at,
}
"""Folders where nobody waits first: the newest of these stands first."""


def listed(now: Now | None = None, folder: Folder | None = None) -> Select[Any]:
    """Each conversation with its clock; None: a snooze is told though it be over."""
    shown = [_inbox.c[name] for name in Conversation.model_fields if name in _inbox.c]
    columns = [column for column in shown if column.name != "snoozed"]
    clock = [_clocks.c[c] for c in ("waiting_since", "due_at", "step", "acknowledged_by")]
    snoozed = (_inbox.c.snoozed if now is None else asleep(now)).label("snoozed")
    return select(*columns, snoozed, *clock).select_from(picked(folder))


async def conversations(
    connection: AsyncConnection,
    bearer: Bearer,
    filters: Filters,
    now: datetime,
    limit: int,
    cursor: str | None,
) -> Page[Conversation]:
    """A page of those in reach.

    Raises:
        Invalid: the cursor is none.
    """
    asked = _Asked(bearer, filters, now, read_cursor(_PLACE, cursor))
    found = await _found_in(connection, asked, limit + 1)
    page = page_of(found, limit, _PLACE, lambda row: (row["waits"], row["place"], row["id"]))
    return Page(items=[Conversation.model_validate(row) for row in page.items], next=page.next)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page: for whom, what belongs in it, and where the page before ended."""

    bearer: Bearer
    filters: Filters
    now: Now
    after: Place | _OpenPlace | None

    def resumes(self, *, waits: bool) -> bool:
        """Whether a page before ended among those who wait, or among those who do not."""
        return self.after is not None and self.after[0] is waits

    def values(self, *, waits: bool) -> dict[str, Any]:
        """What is left open in a question about them."""
        if self.after is None or not self.resumes(waits=waits):
            return {"now": self.now}
        return {"now": self.now, "after_at": self.after[1], "after_id": self.after[2]}

    def query(self, place: ColumnElement[Any], *, waits: bool) -> Select[Any]:
        """Each with its place in the order; of the long lists those out of reach as well."""
        places = place.label("place"), _inbox.c.conversation_id.label("id")
        listing = listed(self.now, self.filters.folder)
        there = standing(self.bearer, self.filters, self.now)
        return listing.add_columns(*places, literal(waits).label("waits")).where(there)


async def _found_in(connection: AsyncConnection, asked: _Asked, most: int) -> list[Row]:
    """Those who wait, the longest first; behind them those who do not, the last word first."""
    waiting, after = asked.filters.waiting, asked.after
    if _by_time(asked.filters) is not None:
        return await _rows(connection, asked, _by_last, most)
    found: list[Row] = []
    if waiting is not False and (after is None or after[0]):
        found = await _rows(connection, asked, _oldest, most)
    if waiting is not True and len(found) < most:
        found += await _rows(connection, asked, _calm, most - len(found))
    return found


def _by_time(filters: Filters) -> ColumnElement[Any] | None:
    """What is closed waits no more."""
    closed = filters.folder is None and filters.status is ConversationStatus.CLOSED
    return _inbox.c.last_at if closed else _BY_TIME.get(filters.folder)


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Conversations in an order, by their places in it."""

    query: Select[Any]
    by: tuple[ColumnElement[Any], ...]
    newest: bool

    def asked(self, bearer: Bearer, within: Within, walked: int | None) -> Select[Any]:
        """Those in reach."""
        ordered = self.all()
        if walked is None:
            return ordered.where(within(bearer, Module.INBOX, _inbox.c.identity_id))
        rows = ordered.limit(walked).subquery()
        there = within(bearer, Module.INBOX, rows.c.identity_id)
        return select(rows).where(there).order_by(*self.placed(rows))

    def all(self) -> Select[Any]:
        """Whether in reach or not."""
        return self.query.order_by(*self._directed(*self.by))

    def placed(self, rows: Subquery) -> tuple[ColumnElement[Any], ...]:
        """The same order, of what has been found."""
        return self._directed(rows.c.place, rows.c.id)

    def _directed(self, *columns: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
        return tuple(column.desc() for column in columns) if self.newest else columns


def _waits() -> ColumnElement[bool]:
    """Asked for itself: of a NULL by an outer join the server believes that there is none."""
    clock = _clocks.alias("clock")
    same = clock.c.conversation_id == _inbox.c.conversation_id
    return exists().where(same, clock.c.waiting_since.is_not(None)).correlate_except(clock)


def _oldest(asked: _Asked) -> _Ordered:
    order = _clocks.c.waiting_since, _inbox.c.conversation_id
    query = asked.query(order[0], waits=True).where(order[0].is_not(None))
    if asked.after is not None:
        query = query.where(tuple_(*order) > tuple_(*asked.after[1:]))
    return _Ordered(query, order, newest=False)


def _newest(asked: _Asked, by: ColumnElement[Any]) -> _Ordered:
    order = by, _inbox.c.conversation_id
    query = asked.query(by, waits=False)
    if asked.after is not None and not asked.after[0]:
        query = query.where(tuple_(*order) < tuple_(*asked.after[1:]))
    return _Ordered(query, order, newest=True)


def _calm(asked: _Asked) -> _Ordered:
    others = _newest(asked, _inbox.c.last_at)
    return replace(others, query=others.query.where(~_waits()))


def _by_last(asked: _Asked) -> _Ordered:
    by_time = _by_time(asked.filters)
    return _newest(asked, _inbox.c.last_at if by_time is None else by_time)


_Order = Callable[[_Asked], _Ordered]


@lru_cache(MOST_KEPT)
def _short(bearer: Bearer, filters: Filters, order: _Order, resumes: bool) -> Question:
    """A page of a folder that is short, as SQL: it is asked all day, and made once."""
    after = (order is _oldest, *_AFTER) if resumes else None
    ordered = order(_Asked(bearer, filters, NOW, after))
    page = ordered.all().limit(_MOST).subquery()
    return Question(carded(page).order_by(*ordered.placed(page)))


async def _rows(connection: AsyncConnection, asked: _Asked, order: _Order, most: int) -> list[Row]:
    """With their cards, which are looked up for those that are shown alone."""
    waits, folder = order is _oldest, asked.filters.folder
    if folder not in LONG and asked.filters == Filters(folder):
        question = _short(asked.bearer, asked.filters, order, asked.resumes(waits=waits))
        return await question.asked(connection, most=most, **asked.values(waits=waits))
    ordered = order(asked)

    async def shown(query: Select[Any]) -> list[Row]:
        page = query.limit(most).subquery()
        carded_page = carded(page).order_by(*ordered.placed(page))
        return [dict(row) for row in (await connection.execute(carded_page)).mappings()]

    async def reached(within: Within, walked: int | None) -> list[Row]:
        return await shown(ordered.asked(asked.bearer, within, walked))

    if asked.filters.folder in LONG:
        return await page_in_reach(
            connection, asked.bearer, Module.INBOX, ordered.all(), most, reached
        )
    return await shown(ordered.all())


async def conversation(
    connection: AsyncConnection, id_: UUID, now: datetime | None = None
) -> Conversation | None:
    """One of them."""
    if now is None:
        found = await _ONE.asked(connection, id=id_)
    else:
        found = await _ONE_NOW.asked(connection, id=id_, now=now)
    return Conversation.model_validate(found[0]) if found else None


def _one(now: BindParameter[datetime] | None) -> Question:
    query = listed(now).where(_inbox.c.conversation_id == said("id", Uuid()))
    return Question(carded(query.subquery()))


_ONE, _ONE_NOW = _one(None), _one(said("now", DateTime(timezone=True)))


async def conversations_of(
    connection: AsyncConnection, identities: Collection[UUID], most: int
) -> list[Conversation]:
    """Those of these identities, the last word first."""
    query = listed().where(_inbox.c.identity_id.in_(identities))
    page = query.order_by(_inbox.c.last_at.desc()).limit(most).subquery()
    found = await connection.execute(carded(page).order_by(page.c.last_at.desc()))
    return [Conversation.model_validate(dict(row)) for row in found.mappings()]
