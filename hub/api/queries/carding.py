"""With whom something is: the card of its identity, joined when read, so that it moves with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter
from sqlalchemy import ColumnElement, Select, Subquery, Table, any_, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import ColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import Ways, within_few
from hub.api.paging import Page, page_of, read_cursor
from hub.api.queries.reaching import Within, page_in_reach
from hub.api.words import LARGEST
from hub.projector.columns import view_of
from projections.cards import CARDS
from projections.clients import CLIENTS

_cards, _clients = view_of(CARDS), view_of(CLIENTS)
_SEQ: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0, le=LARGEST)])

Columns = ColumnCollection[str, Any]


def carded(view: Table | Subquery) -> Select[Any]:
    """Every row with `client_id` and `name`, of the card that its identity is on."""
    name = func.coalesce(_clients.c.name, _cards.c.name).label("name")
    joined = view.outerjoin(_cards, _cards.c.identity_id == view.c.identity_id).outerjoin(
        _clients, _clients.c.client_id == _cards.c.client_id
    )
    columns = [column for column in view.c if column.name != "name"]
    return select(*columns, _cards.c.client_id, name).select_from(joined)


def of_client(identity: ColumnElement[Any], client: UUID) -> ColumnElement[bool]:
    """Only what is this card's: an array, since a join would be looked for along the whole list."""
    return identity == any_(func.array(identities_of(client).scalar_subquery()))


def identities_of(client: UUID) -> Select[Any]:
    """The identities on a card."""
    return select(_cards.c.identity_id).where(_cards.c.client_id == client)


async def found(connection: AsyncConnection, query: Select[Any]) -> list[dict[str, Any]]:
    """What a query finds, by column."""
    return [dict(row) for row in (await connection.execute(query)).mappings()]


@dataclass(frozen=True, slots=True)
class Reached:
    """How a row of a list is in reach: `row` says it of any columns, `ways` of the view's own.

    An OR would be looked up row by row, however little is in reach: each way is asked for itself.
    """

    bearer: Bearer
    module: Module
    row: Callable[[Within, Columns], ColumnElement[bool]]
    ways: Callable[[Within], Ways]


def by_identity(bearer: Bearer, module: Module, view: Table, *, known: bool) -> Reached:
    """By the card of a row's identity; where that is not always `known`, NULL is in reach."""

    def ways(within: Within, columns: Columns) -> Ways:
        identity: ColumnElement[Any] = columns["identity_id"]
        way = within(bearer, module, identity)
        return (way,) if known else (way, identity.is_(None))

    return Reached(bearer, module, lambda w, c: or_(*ways(w, c)), lambda w: ways(w, view.c))


async def newest(
    connection: AsyncConnection,
    query: Select[Any],
    reached: Reached,
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
    list_ = _List(query, reached, seq, limit + 1)

    async def asked(within: Within, walked: int | None) -> list[dict[str, Any]]:
        return await found(connection, list_.asked(within, walked))

    who, module = reached.bearer, reached.module
    rows = await page_in_reach(connection, who, module, list_.ordered, limit + 1, asked)
    return page_of(rows, limit, _SEQ, lambda row: row[str(seq.key)])


@dataclass(frozen=True, slots=True)
class _List:
    """A long list, those that came last first, of which so many are wanted."""

    query: Select[Any]
    reached: Reached
    seq: KeyedColumnElement[int]
    most: int

    @property
    def ordered(self) -> Select[Any]:
        """Whether in reach or not."""
        return self.query.order_by(self.seq.desc())

    def asked(self, within: Within, walked: int | None) -> Select[Any]:
        """In one of the ways."""
        if within is within_few:
            return self._begun(within)
        if walked is None:
            row = self.reached.row(within, self.query.selected_columns)
            return self.ordered.where(row).limit(self.most)
        rows = self.ordered.limit(walked).subquery()
        there = select(rows).where(self.reached.row(within, rows.c))
        return there.order_by(rows.c[str(self.seq.key)].desc()).limit(self.most)

    def _begun(self, within: Within) -> Select[Any]:
        """Each way's newest, together: each is asked for as suits it best."""
        ways = (self.query.where(way) for way in self.reached.ways(within))
        each = [way.order_by(self.seq.desc()).limit(self.most) for way in ways]
        if len(each) == 1:
            return each[0]
        both = union_all(*(select(one.subquery()) for one in each)).subquery()
        return select(both).order_by(both.c[str(self.seq.key)].desc()).limit(self.most)
