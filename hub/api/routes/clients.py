"""Clients: cards, found and opened; what was said with them; their name."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.client import ClientRenamed
from contracts.errors import NotFound
from contracts.event import Subject
from contracts.ids import ClientId, KeyId, drawn
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.cards import standing
from hub.api.models.clients import Client, ClientCard
from hub.api.models.conversations import Message
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries import clients as asked
from hub.api.queries.conversations import conversations_of
from hub.api.queries.messages import Order, timeline_of
from hub.api.spelling import spelled
from hub.api.words import Body, Line, SearchWord
from hub.api.writing import Written, write
from hub.commands import OnSubject, States

router = APIRouter(prefix="/clients", tags=["clients"])
_see = Depends(Allowed(Action.SEE_CLIENTS))
_MOST = 100


class RenameBody(Body):
    """What a person wrote on the card."""

    name: Line


@router.get("")
async def list_clients(
    house: HouseOf,
    bearer: Annotated[Bearer, _see],
    name: SearchWord | None = None,
    identity: SearchWord | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Client]:
    """Cards, the newest first: by how the name begins, or by a whole address."""
    wanted = None if identity is None else spelled(house, identity)
    async with house.views.connect() as connection:
        return await asked.clients(connection, bearer, name, wanted, limit, cursor)


@router.get("/{client_id}", dependencies=[_see])
async def get_client(house: HouseOf, client_id: UUID) -> ClientCard:
    """A card: who it is and why, what was said last, which merges can be undone."""
    async with house.views.connect() as connection:
        row = await asked.client(connection, client_id)
        if row is None:
            raise NotFound("there is no such client")
        cards = await asked.cards_of(connection, client_id)
        talks = await conversations_of(connection, [card.identity_id for card in cards], _MOST)
        merges = [] if row.absorbed_into else await asked.merges_of(connection, client_id)
    return ClientCard(
        **asked.listed(row, cards).model_dump(),
        absorbed_into=row.absorbed_into,
        merges=merges,
        conversations=talks,
    )


@router.get("/{client_id}/timeline", dependencies=[_see])
async def get_timeline(
    house: HouseOf,
    client_id: UUID,
    order: Order = "oldest",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Message]:
    """Everything that was said with this client, on every channel, in the order of the log."""
    async with house.views.connect() as connection:
        if await asked.client(connection, client_id) is None:
            raise NotFound("there is no such client")
        return await timeline_of(connection, client_id, order, limit, cursor)


@router.patch("/{client_id}")
async def rename_client(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.WORK_CLIENTS))],
    client_id: UUID,
    body: RenameBody,
) -> Written:
    """Write another name on the card; it is sealed with the key of the first identity on it."""
    subject = Subject("client", str(client_id))
    async with house.views.connect() as connection:
        cards = await asked.cards_of(connection, client_id)

    def decide(states: States) -> list[OnSubject]:
        standing(states[subject])
        return [(subject, ClientRenamed(client_id=ClientId(client_id), name=body.name))]

    key = KeyId(cards[0].identity_id if cards else client_id)
    reads = ("clients",)
    return await write(house, bearer, drawn(), [subject], decide, reads=reads, key=key)
