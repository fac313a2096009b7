"""With whom something is: the card of its identity, joined when read, so that it moves with it."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter
from sqlalchemy import ColumnElement, Select, Subquery, Table, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import KeyedColumnElement

from hub.access.reach import Ways
from hub.api.paging import Page, page_of, read_cursor
from hub.api.words import LARGEST
from hub.projector.columns import view_of
from projections.cards import CARDS
from projections.clients import CLIENTS

_cards, _clients = view_of(CARDS), view_of(CLIENTS)
_SEQ: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0, le=LARGEST)])


def carded(view: Table | Subquery) -> Select[Any]:
    """Every row with `client_id` and `name`, of the card that its identity is on."""
    name = func.coalesce(_clients.c.name, _cards.c.name).label("name")
    joined = view.outerjoin(_cards, _cards.c.identity_id == view.c.identity_id).outerjoin(
        _clients, _clients.c.client_id == _cards.c.client_id
    )
    columns = [column for column in view.c if column.name != "name"]
    return select(*columns, _cards.c.client_id, name).select_from(joined)


def of_client(client: UUID) -> ColumnElement[bool]:
    """Only what is this card's."""
    return _cards.c.client_id == client


def identities_of(client: UUID) -> Select[Any]:
    """The identities on a card."""
    return select(_cards.c.identity_id).where(_cards.c.client_id == client)


async def found(connection: AsyncConnection, query: Select[Any]) -> list[dict[str, Any]]:
    """What a query finds, by column."""
    return [dict(row) for row in (await connection.execute(query)).mappings()]


async def newest(
    connection: AsyncConnection,
    query: Select[Any],
    ways: Ways,
    seq: KeyedColumnElement[int],
    limit: int,
    cursor: str | None,
) -> Page[dict[str, Any]]:
    """A page of rows in reach, those that came last first; `seq` is their place on the log.

    Raises:
        Invalid: the cursor is none.
    """
    after = read_cursor(_SEQ, cursor)
    if after is not None:
        query = query.where(seq < after)
    each = [query.where(way).order_by(seq.desc()).limit(limit + 1) for way in ways]
    rows = await found(connection, _newest_of(each, str(seq.key)).limit(limit + 1))
    return page_of(rows, limit, _SEQ, lambda row: row[str(seq.key)])


def _newest_of(each: Sequence[Select[Any]], seq: str) -> Select[Any]:
    """Each way's newest, together: each is asked for as suits it best."""
    if len(each) == 1:
        return each[0]
    both = union_all(*(select(one.subquery()) for one in each)).subquery()
    return select(both).order_by(both.c[seq].desc())
