"""What is written down about a client: the attributes of the identities on the card."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.queries.carding import identities_of
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.attributes import ATTRIBUTES, AttributeRow

_attributes = view_of(ATTRIBUTES)


async def said_of(connection: AsyncConnection, client_id: UUID) -> list[AttributeRow]:
    """Everything that the identities on this card bring along, by name, the last word first."""
    on = _attributes.c.identity_id.in_(identities_of(client_id))
    order = _attributes.c.folded, _attributes.c.seq.desc()
    return await rows(connection, ATTRIBUTES, select(_attributes).where(on).order_by(*order))


def united(said: list[AttributeRow]) -> list[AttributeRow]:
    """One of each name: the last word, where merged cards say two things."""
    return list({row.folded: row for row in reversed(said)}.values())[::-1]
