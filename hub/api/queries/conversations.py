"""Which conversations: those who wait longest first, then the others by their last word."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, RowMapping, Select, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.api.models.conversations import Conversation
from hub.api.models.finding import Folder
from hub.api.paging import Page, page_of, read_cursor
from hub.api.queries.carding import carded
from hub.api.queries.folders import Filters, asleep, picked, wanted
from hub.folds.clocks import CLOCKS
from hub.projector.columns import view_of
from projections.inbox import INBOX
from projections.mentions import MENTIONS

_inbox, _clocks, _mentions = view_of(INBOX), view_of(CLOCKS), view_of(MENTIONS)

Place = tuple[bool, datetime, UUID]
"""Whether it waits; since when, or when the last word was; which one."""
_PLACE: TypeAdapter[Place] = TypeAdapter(Place)

_BY_TIME = {
    Folder.SENT: _inbox.c.answered_at,
    Folder.MENTIONS: _mentions.c.at,
    Folder.CLOSED: _inbox.c.last_at,
}
"""Folders where nobody waits first: the newest of these stands first."""


def listed(now: datetime | None = None, folder: Folder | None = None) -> Select[Any]:
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
    asked = _Asked(filters, wanted(bearer, filters, now), now, read_cursor(_PLACE, cursor))
    found = await _found_in(connection, asked, limit + 1)
    page = page_of(found, limit, _PLACE, lambda row: (row["waits"], row["place"], row["id"]))
    return Page(
        items=[Conversation.model_validate(dict(row)) for row in page.items], next=page.next
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page: what belongs in it, and where the page before ended."""

    filters: Filters
    there: ColumnElement[bool]
    now: datetime
    after: Place | None

    def query(self, place: ColumnElement[Any], *, waits: bool) -> Select[Any]:
        """Each with its place in the order."""
        places = place.label("place"), _inbox.c.conversation_id.label("id")
        listing = listed(self.now, self.filters.folder)
        return listing.add_columns(*places, literal(waits).label("waits")).where(self.there)


async def _found_in(connection: AsyncConnection, asked: _Asked, most: int) -> list[RowMapping]:
    """Those who wait, the longest first; behind them those who do not, the last word first."""
    folder, waiting, after = asked.filters.folder, asked.filters.waiting, asked.after
    if folder in _BY_TIME:
        return await _rows(connection, _newest(asked, _BY_TIME[folder]).limit(most), newest=True)
    found: list[RowMapping] = []
    if waiting is not False and (after is None or after[0]):
        found = await _rows(connection, _oldest(asked).limit(most), newest=False)
    if waiting is not True and len(found) < most:
        calm = _clocks.c.waiting_since.is_(None)
        others = _newest(asked, _inbox.c.last_at).where(calm).limit(most - len(found))
        found += await _rows(connection, others, newest=True)
    return found


def _oldest(asked: _Asked) -> Select[Any]:
    order = _clocks.c.waiting_since, _inbox.c.conversation_id
    query = asked.query(order[0], waits=True).where(order[0].is_not(None))
    if asked.after is not None:
        query = query.where(tuple_(*order) > tuple_(*asked.after[1:]))
    return query.order_by(*order)


def _newest(asked: _Asked, by: ColumnElement[Any]) -> Select[Any]:
    order = by, _inbox.c.conversation_id
    query = asked.query(by, waits=False)
    if asked.after is not None and not asked.after[0]:
        query = query.where(tuple_(*order) < tuple_(*asked.after[1:]))
    return query.order_by(*(column.desc() for column in order))


async def _rows(
    connection: AsyncConnection, query: Select[Any], *, newest: bool
) -> list[RowMapping]:
    """With their cards, which are looked up for those that are shown alone."""
    page = query.subquery()
    order = (page.c.place.desc(), page.c.id.desc()) if newest else (page.c.place, page.c.id)
    return list((await connection.execute(carded(page).order_by(*order))).mappings())


async def conversation(
    connection: AsyncConnection, id_: UUID, now: datetime | None = None
) -> Conversation | None:
    """One of them."""
    query = listed(now).where(_inbox.c.conversation_id == id_)
    found = await connection.execute(carded(query.subquery()))
    return next((Conversation.model_validate(dict(row)) for row in found.mappings()), None)


async def conversations_of(
    connection: AsyncConnection, identities: Collection[UUID], most: int
) -> list[Conversation]:
    """Those of these identities, the last word first."""
    query = listed().where(_inbox.c.identity_id.in_(identities))
    page = query.order_by(_inbox.c.last_at.desc()).limit(most).subquery()
    found = await connection.execute(carded(page).order_by(page.c.last_at.desc()))
    return [Conversation.model_validate(dict(row)) for row in found.mappings()]
