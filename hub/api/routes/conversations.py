"""Conversations: the list, one of them, and what was said in it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy import select

from contracts.errors import NotFound
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.conversations import (
    Conversation,
    ConversationCard,
    ConversationStatus,
    Escalation,
    Message,
)
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries import conversations as asked
from hub.api.queries.messages import Order, thread_of
from hub.api.words import SearchWord
from hub.folds.clocks import ALARMS
from hub.projector.columns import view_of
from hub.views.read import rows

router = APIRouter(tags=["conversations"])
_see = Depends(Allowed(Action.SEE_CONVERSATIONS))


@router.get("/conversations", dependencies=[_see])
async def list_conversations(
    house: HouseOf,
    status: ConversationStatus | None = None,
    assignee: Annotated[
        UUID | Literal["none"] | None, Query(description="An employee; `none`: nobody.")
    ] = None,
    account: SearchWord | None = None,
    waiting: bool | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Conversation]:
    """Who waits longest stands first; behind them the others, the last word first."""
    filters = asked.Filters(status, assignee, account, waiting)
    async with house.views.connect() as connection:
        return await asked.conversations(connection, filters, limit, cursor)


@router.get("/conversations/{conversation_id}", dependencies=[_see])
async def get_conversation(house: HouseOf, conversation_id: UUID) -> ConversationCard:
    """One conversation, and who was told that the client waits."""
    alarms = view_of(ALARMS)
    told = select(alarms).where(alarms.c.conversation_id == conversation_id)
    async with house.views.connect() as connection:
        found = await asked.conversation(connection, conversation_id)
        escalations = await rows(connection, ALARMS, told.order_by(alarms.c.seq))
    if found is None:
        raise NotFound("there is no such conversation")
    return ConversationCard(
        **found.model_dump(),
        escalations=[Escalation.model_validate(row, from_attributes=True) for row in escalations],
    )


@router.get("/conversations/{conversation_id}/thread", dependencies=[_see])
async def get_thread(
    house: HouseOf,
    conversation_id: UUID,
    order: Order = "oldest",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Message]:
    """What was said, in the order of the log."""
    async with house.views.connect() as connection:
        if await asked.conversation(connection, conversation_id) is None:
            raise NotFound("there is no such conversation")
        return await thread_of(connection, conversation_id, order, limit, cursor)
