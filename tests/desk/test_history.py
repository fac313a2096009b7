"""The timeline of a client: what became of conversations stands between what was said."""

from typing import Any

import pytest

from contracts.conversation import (
    ConversationAssigned,
    ConversationClosed,
    ConversationLabelled,
    ConversationReopened,
    ConversationSnoozed,
)
from contracts.event import Event, Subject
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA, BORIS_CARD, NOON, TALK

PATH = f"/clients/{BORIS_CARD}/history"


@pytest.fixture
async def lived(story: Story) -> None:
    await story.employee()
    await story.client()
    await story.writes()
    happened: list[Event] = [
        ConversationAssigned(conversation_id=TALK, employee_id=ANNA),
        ConversationLabelled(conversation_id=TALK, label="счёт"),
        ConversationSnoozed(conversation_id=TALK, until=NOON, by=ANNA),
        ConversationClosed(conversation_id=TALK),
        ConversationReopened(conversation_id=TALK),
    ]
    for event in happened:
        await story.tell(Subject("conversation", str(TALK)), event)
    await story.writes("Ещё вопрос")
    await story.alarm()


def said(items: list[dict[str, Any]]) -> list[str]:
    return [one["event"]["kind"] if one["kind"] == "event" else one["kind"] for one in items]


@pytest.mark.usefixtures("lived")
async def test_what_became_of_a_conversation_stands_where_it_happened(anna: Caller) -> None:
    items = (await anna.get(PATH, order="oldest"))["items"]

    assert said(items) == [
        "message",
        "conversation.assigned",
        "conversation.labelled",
        "conversation.snoozed",
        "conversation.closed",
        "conversation.reopened",
        "message",
        "escalation.raised",
    ]
    assert items[2]["event"] == {
        "kind": "conversation.labelled",
        "conversation_id": str(TALK),
        "actor": "capture",
        "detail": {"label": "счёт"},
    }


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("order", ["oldest", "newest"])
async def test_pages_in_either_order_hold_everything_once(anna: Caller, order: str) -> None:
    whole = (await anna.get(PATH, order=order, limit=200))["items"]

    paged: list[dict[str, Any]] = []
    page = await anna.get(PATH, order=order, limit=3)
    while page["next"]:
        paged += page["items"]
        page = await anna.get(PATH, order=order, limit=3, cursor=page["next"])

    assert paged + page["items"] == whole
    assert sorted(whole, key=lambda one: one["seq"], reverse=order == "newest") == whole
