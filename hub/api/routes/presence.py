"""Presence: who has which conversation before them; nobody hears of what they cannot reach."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from sqlalchemy import select

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import within
from hub.api.access import Action, Allowed, HouseOf, employee
from hub.api.models.desk import AttentionBody, Presences, Present
from hub.desk.presence import Presence, Seen
from hub.projector.columns import view_of
from projections.inbox import INBOX

router = APIRouter(tags=["desk"])
Viewer = Annotated[Bearer, Depends(Allowed(Action.SEE_CONVERSATIONS))]


async def _presence_of(request: Request) -> Presence:
    presence: Presence = request.app.state.tail.gossip.presence
    await presence.listen()
    return presence


PresenceOf = Annotated[Presence, Depends(_presence_of)]


@router.post("/conversations/{conversation_id}/presence", status_code=204)
async def say_presence(
    presence: PresenceOf, bearer: Viewer, conversation_id: UUID, body: AttentionBody
) -> None:
    """Say what the caller does there: again every 20 seconds, for it is forgotten after 30."""
    await presence.say(Seen(conversation_id, employee(bearer), body.state))


@router.get("/presence")
async def list_presence(house: HouseOf, presence: PresenceOf, bearer: Viewer) -> Presences:
    """Who has what open, of all that the caller reaches; changes come on `/v1/live`."""
    there, inbox = presence.now(), view_of(INBOX)
    query = select(inbox.c.conversation_id).where(
        inbox.c.conversation_id.in_({one.conversation_id for one in there}),
        within(bearer, Module.INBOX, inbox.c.identity_id),
    )
    async with house.views.connect() as connection:
        reached = {row.conversation_id for row in await connection.execute(query)}
    shown = (one for one in there if one.conversation_id in reached)
    return Presences(items=[Present.model_validate(one, from_attributes=True) for one in shown])
