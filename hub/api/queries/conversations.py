"""Which conversations: those who wait longest first, then the others by their last word."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.conversations import Conversation, ConversationStatus
from hub.api.paging import Page, page_of, read_cursor
from hub.folds.clocks import CLOCKS
from hub.projector.columns import view_of
from projections.cards import CARDS
from projections.clients import CLIENTS
from projections.inbox import INBOX

_inbox, _cards, _clients = view_of(INBOX), view_of(CARDS), view_of(CLIENTS)
_clocks = view_of(CLOCKS)

Place = tuple[bool, datetime, UUID]
"""Whether it waits; since when, or when the last word was; which one."""
_PLACE: TypeAdapter[Place] = TypeAdapter(Place)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the caller wants to see; None: anything."""

    status: ConversationStatus | None = None
    assignee: UUID | Literal["none"] | None = None
    account: str | None = None
    waiting: bool | None = None


def _everything() -> Select[Any]:
    """Each conversation with its card and its clock."""
    inbox = [c for c in _inbox.c if c.name != "reply_ref"]
    name = func.coalesce(_clients.c.name, _cards.c.name).label("name")
    clock = [_clocks.c[c] for c in ("waiting_since", "due_at", "step", "acknowledged_by")]
    joined = (
        _inbox.outerjoin(_cards, _cards.c.identity_id == _inbox.c.identity_id)
        .outerjoin(_clients, _clients.c.client_id == _cards.c.client_id)
        .outerjoin(_clocks, _clocks.c.conversation_id == _inbox.c.conversation_id)
    )
    return select(*inbox, _cards.c.client_id, name, *clock).select_from(joined)


def _only(filters: Filters) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = []
    if filters.status is not None:
        wanted.append(_inbox.c.status == filters.status.value)
    if filters.assignee is not None:
        nobody = filters.assignee == "none"
        wanted.append(_inbox.c.assignee_id.is_(None) if nobody else _held(filters.assignee))
    if filters.account is not None:
        wanted.append(_inbox.c.account == filters.account)
    return and_(True, *wanted)


def _held(assignee: object) -> ColumnElement[bool]:
    return _inbox.c.assignee_id == assignee


def _waiting(after: Place | None) -> Select[Any]:
    query = _everything().where(_clocks.c.waiting_since.is_not(None))
    order = _clocks.c.waiting_since, _inbox.c.conversation_id
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(after[1], after[2]))
    return query.order_by(*order)


def _others(after: Place | None) -> Select[Any]:
    query = _everything().where(_clocks.c.waiting_since.is_(None))
    order = _inbox.c.last_at, _inbox.c.conversation_id
    if after is not None:
        query = query.where(tuple_(*order) < tuple_(after[1], after[2]))
    return query.order_by(*(column.desc() for column in order))


async def conversations(
    connection: AsyncConnection, filters: Filters, limit: int, cursor: str | None
) -> Page[Conversation]:
    """A page of them.

    Raises:
        Invalid: the cursor is none.
    """
    after = read_cursor(_PLACE, cursor)
    found: list[Conversation] = []
    if filters.waiting is not False and (after is None or after[0]):
        query = _waiting(after).where(_only(filters)).limit(limit + 1)
        found = await _found(connection, query)
    if filters.waiting is not True and len(found) <= limit:
        rest = _others(after if after and not after[0] else None).where(_only(filters))
        found += await _found(connection, rest.limit(limit + 1 - len(found)))
    return page_of(found, limit, _PLACE, _place)


def _place(one: Conversation) -> Place:
    waits = one.waiting_since is not None
    return waits, one.waiting_since or one.last_at, one.conversation_id


async def _found(connection: AsyncConnection, query: Select[Any]) -> list[Conversation]:
    rows = await connection.execute(query)
    return [Conversation.model_validate(dict(row)) for row in rows.mappings()]


async def conversation(connection: AsyncConnection, id_: UUID) -> Conversation | None:
    """One of them."""
    query = _everything().where(_inbox.c.conversation_id == id_)
    return next(iter(await _found(connection, query)), None)


async def conversations_of(
    connection: AsyncConnection, identities: Collection[UUID], most: int
) -> list[Conversation]:
    """Those of these identities, the last word first."""
    query = _everything().where(_inbox.c.identity_id.in_(identities))
    return await _found(connection, query.order_by(_inbox.c.last_at.desc()).limit(most))
