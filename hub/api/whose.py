"""Whose it is: the identity that a caller means, by itself or by the card it stands on."""

from uuid import UUID

from sqlalchemy import select

from contracts.errors import Invalid
from contracts.ids import IdentityId
from hub.house import House
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.cards import CARDS


async def identity_on(house: House, client: UUID) -> IdentityId:
    """The first identity of a card.

    Raises:
        Invalid: nothing stands on it, or there is no such card.
    """
    view = view_of(CARDS)
    query = select(view).where(view.c.client_id == client)
    first = query.order_by(view.c.claimed_at, view.c.identity_id).limit(1)
    async with house.views.connect() as connection:
        found = await rows(connection, CARDS, first)
    if not found:
        raise Invalid("nothing stands on a card with this id", field="client_id")
    return found[0].identity_id


async def known_identity(house: House, identity: UUID) -> IdentityId:
    """The same identity.

    Raises:
        Invalid: nobody was ever seen with it.
    """
    async with house.views.connect() as connection:
        found = await rows_of(connection, CARDS, "identity_id", [identity])
    if not found:
        raise Invalid("there is no such identity", field="identity_id")
    return found[0].identity_id


async def whose(house: House, client: UUID | None, identity: UUID | None) -> IdentityId | None:
    """The identity of one or the other; None where neither is said.

    Raises:
        Invalid: both are said, or there is none.
    """
    if client and identity:
        raise Invalid("say a card or an identity, not both", field="identity_id")
    if client:
        return await identity_on(house, client)
    return await known_identity(house, identity) if identity else None
