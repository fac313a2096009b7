"""Whose it is: the identity that a caller means, by itself or by the card it stands on."""

from uuid import UUID

from sqlalchemy import select

from contracts.errors import Invalid, NotFound
from contracts.ids import IdentityId
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import reachable
from hub.house import House
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.cards import CARDS


async def identity_on(house: House, bearer: Bearer, module: Module, client: UUID) -> IdentityId:
    """The first identity of a card.

    Raises:
        Invalid: nothing stands on it, there is no such card, or it is out of reach.
    """
    view = view_of(CARDS)
    query = select(view).where(view.c.client_id == client)
    first = query.order_by(view.c.claimed_at, view.c.identity_id).limit(1)
    async with house.views.connect() as connection:
        found = await rows(connection, CARDS, first)
    try:
        await reachable(house, bearer, module, identities=[row.identity_id for row in found])
    except NotFound:
        found = []
    if not found:
        raise Invalid("nothing stands on a card with this id", field="client_id")
    return found[0].identity_id


async def known_identity(
    house: House, bearer: Bearer, module: Module, identity: UUID
) -> IdentityId:
    """The same identity.

    Raises:
        Invalid: nobody was ever seen with it, or it is out of reach.
    """
    try:
        await reachable(house, bearer, module, identities=[identity])
    except NotFound as missing:
        raise Invalid("there is no such identity", field="identity_id") from missing
    return IdentityId(identity)


async def whose(
    house: House, bearer: Bearer, module: Module, client: UUID | None, identity: UUID | None
) -> IdentityId | None:
    """The identity of one or the other; None where neither is said.

    Raises:
        Invalid: both are said, there is none, or it is out of reach.
    """
    if client and identity:
        raise Invalid("say a card or an identity, not both", field="identity_id")
    if client:
        return await identity_on(house, bearer, module, client)
    return await known_identity(house, bearer, module, identity) if identity else None
