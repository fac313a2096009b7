"""Which cards there are, what stands on them, and what was said of them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select, func, literal_column, or_, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import ClientId, IdentityId
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import BY_CARD
from hub.api.models.clients import Because, Client, IdentityOnCard, Merge
from hub.api.paging import Page, page_of, read_cursor
from hub.api.queries.reaching import Within, page_in_reach
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.cards import CARDS, NEVER, CardRow
from projections.clients import CLIENTS, MERGES, NAMED_BY, ClientRow, MergeRow

_clients, _cards = view_of(CLIENTS), view_of(CARDS)
_merges, _never = view_of(MERGES), view_of(NEVER)

_PLANNED = text("SET LOCAL plan_cache_mode = force_custom_plan")
"""A plan for any name would be one for no name: an index knows only how a given one begins."""

Place = tuple[datetime, UUID]
_PLACE: TypeAdapter[Place] = TypeAdapter(Place)


async def clients(
    connection: AsyncConnection,
    bearer: Bearer,
    name: str | None,
    identities: Collection[IdentityId] | None,
    limit: int,
    cursor: str | None,
) -> Page[Client]:
    """A page of the cards that stand and that the bearer reaches, the newest first.

    Raises:
        Invalid: the cursor is none.
    """
    query, order = _wanted(name, identities), (_clients.c.registered_at, _clients.c.client_id)
    after = read_cursor(_PLACE, cursor)
    if after is not None:
        query = query.where(tuple_(*order) < tuple_(*after))
    ordered = query.order_by(*(column.desc() for column in order))

    async def asked(within: Within, walked: int | None) -> list[ClientRow]:
        return await rows(connection, CLIENTS, _reached(bearer, ordered, within, walked, limit + 1))

    if name is not None:
        await connection.execute(_PLANNED)
    found = await page_in_reach(connection, bearer, Module.CLIENTS, ordered, limit + 1, asked)
    shown = await _with_identities(connection, found)
    return page_of(shown, limit, _PLACE, lambda one: (one.registered_at, one.client_id))


def _reached(
    bearer: Bearer, ordered: Select[Any], within: Within, walked: int | None, most: int
) -> Select[Any]:
    if walked is None:
        there = within(bearer, Module.CLIENTS, _clients.c.client_id, BY_CARD)
        return ordered.where(there).limit(most)
    cards = ordered.limit(walked).subquery()
    there = within(bearer, Module.CLIENTS, cards.c.client_id, BY_CARD)
    order = cards.c.registered_at.desc(), cards.c.client_id.desc()
    return select(cards).where(there).order_by(*order).limit(most)


def _wanted(name: str | None, identities: Collection[IdentityId] | None) -> Select[Any]:
    query = select(_clients).where(_clients.c.absorbed_into.is_(None))
    if name is not None:
        low = func.lower(func.left(_clients.c.name, literal_column(str(NAMED_BY))))
        query = query.where(low.startswith(name[:NAMED_BY].lower(), autoescape=True))
    if identities is not None:
        there = select(_cards.c.client_id).where(_cards.c.identity_id.in_(identities))
        query = query.where(_clients.c.client_id.in_(there))
    return query


async def _with_identities(connection: AsyncConnection, found: list[ClientRow]) -> list[Client]:
    there: dict[ClientId | None, list[CardRow]] = {}
    for card in await rows_of(connection, CARDS, "client_id", [row.client_id for row in found]):
        there.setdefault(card.client_id, []).append(card)
    return [listed(row, there.get(row.client_id, [])) for row in found]


def listed(row: ClientRow, cards: Collection[CardRow]) -> Client:
    """The card with its identities, the first known first; its name, or the first one's."""
    ordered = sorted(cards, key=lambda card: (card.claimed_at, card.identity_id))
    name = row.name or next((card.name for card in ordered if card.name), None)
    return Client(
        client_id=row.client_id,
        name=name,
        registered_at=row.registered_at,
        identities=[_identity(card) for card in ordered],
    )


def _identity(card: CardRow) -> IdentityOnCard:
    return IdentityOnCard(
        identity_id=card.identity_id,
        kind=card.kind,
        value=card.value,
        name=card.name,
        claimed_at=card.claimed_at,
        linked_at=card.linked_at,
        because=Because(
            rule=card.rule, version=card.rule_version, evidence=card.evidence, by=card.linked_by
        ),
    )


async def client(connection: AsyncConnection, id_: UUID) -> ClientRow | None:
    """One card."""
    return next(iter(await rows_of(connection, CLIENTS, "client_id", [id_])), None)


async def cards_of(connection: AsyncConnection, client_id: UUID) -> list[CardRow]:
    """The identities on a card, the first known first."""
    found = await rows_of(connection, CARDS, "client_id", [client_id])
    return sorted(found, key=lambda card: (card.claimed_at, card.identity_id))


async def merge_named(connection: AsyncConnection, merge_id: UUID) -> MergeRow | None:
    """A merge, undone or not."""
    return next(iter(await rows_of(connection, MERGES, "merge_id", [merge_id])), None)


async def merges_of(connection: AsyncConnection, client_id: UUID) -> list[Merge]:
    """The merges of a card that can be undone, the last first."""
    stands = select(_merges).where(_merges.c.client_id == client_id, _merges.c.undone_at.is_(None))
    found = await rows(connection, MERGES, stands.order_by(_merges.c.merged_at.desc()))
    return [Merge.model_validate(row, from_attributes=True) for row in found]


async def never_pairs(
    connection: AsyncConnection, cards: Collection[UUID]
) -> set[frozenset[IdentityId]]:
    """What was said never to belong together, among the identities of these cards."""
    on = select(_cards.c.identity_id).where(_cards.c.client_id.in_(cards))
    query = select(_never).where(or_(_never.c.one_id.in_(on), _never.c.other_id.in_(on)))
    return {frozenset({row.one_id, row.other_id}) for row in await rows(connection, NEVER, query)}
