"""Welcome: the first steps are done when they are done, whoever did them."""

from contracts.account import ChannelConnected
from contracts.conversation import MessageQueued
from contracts.event import Subject
from contracts.ids import MessageId, derived
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import BORIS, GLEB, NOON, TALK


async def done(caller: Caller) -> list[str]:
    return [one["step"] for one in (await caller.get("/welcome"))["steps"] if one["done"]]


async def test_each_step_is_done_by_what_has_happened(story: Story, anna: Caller) -> None:
    assert await done(anna) == []

    connected = ChannelConnected(account="shop", channel="telegram", connected_at=NOON)
    await story.tell(Subject("channel", "shop"), connected)
    await story.employee()
    assert await done(anna) == ["channel"]

    await story.employee(GLEB, "Глеб")
    await story.client()
    await story.writes()
    assert await done(anna) == ["channel", "colleagues", "first_message"]

    answer = MessageQueued(
        conversation_id=TALK,
        message_id=MessageId(derived("answer")),
        channel="telegram",
        account="shop",
        text="Здравствуйте",
    )
    await story.tell(Subject("conversation", str(TALK)), answer, BORIS)
    said = await anna.get("/welcome")
    assert [said[key] for key in ("employees", "channels", "messages")] == [2, 1, 2]
    assert all(one["done"] for one in said["steps"])
