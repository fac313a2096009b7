"""The same stories on a hub in parts; then parts of it die and freeze, and the story goes on."""

import signal
from typing import Any

import nats
import pytest

from hub.leases.bucket import STREAM, SUBJECTS
from hub.leases.entry import decoded
from hub.log.jetstream import ask, message_at
from hub.log.streams import EVENTS
from tests.deploy.composed import Composed
from tests.deploy.container import Container
from tests.story import until
from tests.system.hub import Hub
from tests.system.test_story import (
    answers,
    test_a_button_takes_it_on_and_the_chain_stops,
    test_a_reply_to_our_mail_comes_into_the_same_conversation,
    test_a_reply_to_the_alarm_takes_it_on,
    test_an_answer_arrives_where_the_question_was_asked,
    test_an_unmerge_leaves_every_message_on_the_right_card,
    test_the_alarm_climbs_from_manager_to_head_to_director,
    texts,
)
from tests.system.world import World

__all__ = [
    "test_a_button_takes_it_on_and_the_chain_stops",
    "test_a_reply_to_our_mail_comes_into_the_same_conversation",
    "test_a_reply_to_the_alarm_takes_it_on",
    "test_an_answer_arrives_where_the_question_was_asked",
    "test_an_unmerge_leaves_every_message_on_the_right_card",
    "test_the_alarm_climbs_from_manager_to_head_to_director",
]

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]

_PATIENCE_SECONDS = 60.0
"""An election among the nodes takes up to ten seconds, a lease four, and the machine is busy."""


_GIGABYTE = 1024**3


async def talk_that_ends(hub: Hub, text: str) -> dict[str, Any]:
    """The conversation whose last words these are, whatever is away meanwhile."""

    async def found() -> dict[str, Any] | None:
        listed = (await hub.insist("GET", "/v1/conversations"))["items"]
        return next((talk for talk in listed if talk["last_text"] == text), None)

    conversation: dict[str, Any] = await until(found, _PATIENCE_SECONDS)
    return conversation


async def leader_of(hub: Composed, stream: str) -> Container:
    """The node that every append to a stream goes through."""
    nc = await nats.connect(hub.nats_urls)
    leader = (await ask(nc, f"STREAM.INFO.{stream}"))["cluster"]["leader"]
    await nc.close()
    return hub.containers[leader]


async def holder_of(hub: Composed, lease: str) -> Container | None:
    """The container whose process holds a lease: instances are called by their pid."""
    nc = await nats.connect(hub.nats_urls)
    stored = await message_at(nc, STREAM, {"last_by_subj": SUBJECTS + lease})
    await nc.close()
    entry = decoded(stored.body) if stored else None
    if entry is None or entry.given_back:
        return None
    return next((one for one in hub.of(lease) if entry.holder.endswith(f"-{one.pid}")), None)


async def test_the_story_goes_on_without_the_node_that_led_the_log(
    hub: Composed, outside: World
) -> None:
    leader = await leader_of(hub, EVENTS)

    await leader.kill()
    outside.bot.says(90, "Узел пропал", name="Олег")
    talk = await talk_that_ends(hub, "Узел пропал")
    await answers(hub, talk, "Мы здесь.")
    await outside.bot.wait_for(lambda: outside.bot.sent_to(90) == ["Мы здесь."], _PATIENCE_SECONDS)
    leader.start()
    await leader.until_healthy()

    outside.bot.says(90, "Узел вернулся", name="Олег")
    await talk_that_ends(hub, "Узел вернулся")
    said = await texts(hub, talk["client_id"])
    assert sorted(said) == ["Мы здесь.", "Узел вернулся", "Узел пропал"]


async def test_capture_that_froze_is_replaced_and_doubles_nothing_when_it_thaws(
    hub: Composed, outside: World
) -> None:
    async def holder() -> Container | None:
        return await holder_of(hub, "capture")

    frozen: Container = await until(holder, _PATIENCE_SECONDS)
    said = [f"Сообщение {number}" for number in range(20)]

    for text in said[:10]:
        outside.bot.says(91, text, name="Пётр")
    frozen.send(signal.SIGSTOP)
    for text in said[10:]:
        outside.bot.says(91, text, name="Пётр")
    talk = await talk_that_ends(hub, said[-1])
    replaced = await until(holder)
    frozen.send(signal.SIGCONT)
    outside.bot.says(91, "Оттаял", name="Пётр")
    await talk_that_ends(hub, "Оттаял")
    await frozen.until_healthy()

    assert replaced is not frozen
    assert await holder() is replaced
    assert sorted(await texts(hub, talk["client_id"])) == sorted([*said, "Оттаял"])


async def test_every_part_lives_well_within_its_memory(hub: Composed) -> None:
    for container in hub.containers.values():
        limit = container.service.said["deploy"]["resources"]["limits"]["memory"]

        assert container.peak_bytes < int(limit.removesuffix("G")) * _GIGABYTE / 2, container.name
