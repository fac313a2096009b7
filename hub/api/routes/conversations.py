"""Conversations: the list, one of them, and what was said in it."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from contracts.errors import NotFound
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.conversations import (
    Conversation,
    ConversationCard,
    ConversationStatus,
    Escalation,
    Message,
)
from hub.api.models.finding import Counts, Folder
from hub.api.paging import Cursor, Limit, Page
from hub.api.queries import conversations as asked
from hub.api.queries.counts import counted, folder_counts
from hub.api.queries.folders import Filters, Holder, filters_of
from hub.api.queries.messages import Order, thread_of
from hub.api.words import SearchWord
from hub.desk.drafts import drafted
from hub.desk.views import views_of
from hub.folds.clocks import ALARMS
from hub.house import House
from hub.views.read import rows_of

router = APIRouter(tags=["conversations"])
Seeing = Annotated[Bearer, Depends(Allowed(Action.SEE_CONVERSATIONS))]


@router.get("/conversations")
async def list_conversations(
    house: HouseOf,
    bearer: Seeing,
    folder: Folder | None = None,
    status: ConversationStatus | None = None,
    assignee: Annotated[Holder | None, Query(description="An employee; `none`: nobody.")] = None,
    channel: SearchWord | None = None,
    account: SearchWord | None = None,
    label: SearchWord | None = None,
    waiting: bool | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Conversation]:
    """Who waits longest stands first; behind them the others, the last word first.

    In the folders `sent`, `mentions` and `closed` the newest stands first.
    """
    filters = Filters(folder, status, assignee, channel, account, label, waiting)
    async with house.views.connect() as connection:
        page = await asked.conversations(connection, bearer, filters, house.clock(), limit, cursor)
    return Page(items=await _with_drafts(house, bearer, page.items), next=page.next)


async def _with_drafts(
    house: House, bearer: Bearer, found: Sequence[Conversation]
) -> list[Conversation]:
    """Where who asks has typed something that was not sent."""
    if bearer.employee_id is None:
        return list(found)
    ids = [one.conversation_id for one in found]
    typed = await drafted(house, bearer.employee_id, ids)
    return [one.model_copy(update={"draft": one.conversation_id in typed}) for one in found]


@router.get("/conversations/counts")
async def get_counts(house: HouseOf, bearer: Seeing) -> Counts:
    """How many conversations each folder has, and each saved view; a thousand may be more."""
    now, saved = house.clock(), await views_of(house, bearer.employee_id)
    async with house.views.connect() as connection:
        folders = await folder_counts(connection, bearer, now)
        views = {
            view.view_id: await counted(connection, bearer, filters, now)
            for view in saved
            if (filters := filters_of(view.filter))
        }
    return Counts(folders=folders, views=views)


@router.get("/conversations/{conversation_id}")
async def get_conversation(
    house: HouseOf, bearer: Seeing, conversation_id: UUID
) -> ConversationCard:
    """One conversation, and who was told that the client waits."""
    async with house.views.connect() as connection:
        found = await asked.conversation(connection, conversation_id, house.clock())
        told = await rows_of(connection, ALARMS, "conversation_id", [conversation_id])
    if found is None:
        raise NotFound("there is no such conversation")
    (shown,) = await _with_drafts(house, bearer, [found])
    return ConversationCard(
        **shown.model_dump(),
        escalations=[
            Escalation.model_validate(row, from_attributes=True)
            for row in sorted(told, key=lambda row: row.seq)
        ],
    )


@router.get("/conversations/{conversation_id}/thread")
async def get_thread(
    house: HouseOf,
    _: Seeing,
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
