"""Presence: told between processes, forgotten by itself, and to nobody who cannot reach it."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from httpx import AsyncClient, Limits

from contracts.conversation import ConversationAssigned
from contracts.event import Subject
from contracts.ids import ConversationId, EmployeeId, drawn
from hub.addresses import Addresses
from hub.desk.presence import Attention, Presence, Seen
from hub.house import House, open_house
from hub.settings import Settings
from tests.api.caller import Caller
from tests.api.story import Story
from tests.clock import Hands
from tests.examples import ANNA, GLEB, TALK, VERA, VERA_CARD
from tests.live.ear import Ear, passing, served
from tests.story import PATIENCE_SECONDS, until

_LET_GO = Limits(keepalive_expiry=1)
"""Long before the hub lets go of a connection, or a question may meet one that is being closed."""

HIS = ConversationId(drawn())
"""Vera's conversation, which is gleb's."""


@pytest.fixture
async def talks(house: House) -> AsyncIterator[str]:
    """An API process; boris' conversation is anna's, vera's is gleb's."""
    async with served(house) as url:
        story = Story(house)
        await story.employee()
        await story.employee(GLEB, "Глеб")
        await story.client()
        await story.writes()
        await story.client(VERA, VERA_CARD, "Вера", "78")
        await story.writes(talk=HIS, identity=VERA)
        await given(story, TALK, ANNA)
        await given(story, HIS, GLEB)
        yield url


async def given(story: Story, talk: ConversationId, employee: EmployeeId) -> None:
    event = ConversationAssigned(conversation_id=talk, employee_id=employee)
    await story.tell(Subject("conversation", str(talk)), event)


@contextlib.asynccontextmanager
async def calling(house: House, url: str, who: EmployeeId, role: str) -> AsyncIterator[Caller]:
    async with AsyncClient(base_url=url, timeout=PATIENCE_SECONDS, limits=_LET_GO) as http:
        yield Caller(http, await house.tokens.give(str(drawn()), role, who))


async def says(caller: Caller, talk: ConversationId, state: str) -> int:
    path = f"/conversations/{talk}/presence"
    return (await caller("POST", path, json={"state": state})).status_code


def seen(talk: ConversationId, who: EmployeeId, state: str) -> dict[str, str]:
    return {"conversation_id": str(talk), "employee_id": str(who), "state": state}


@pytest.mark.timeout(300)
async def test_whoever_reaches_a_conversation_hears_who_is_at_it_from_another_process(
    house: House, talks: str, settings: Settings, where: Addresses, hands: Hands
) -> None:
    chief = Ear(talks, await house.tokens.give("daria", "director"))
    anna_hears = Ear(talks, await house.tokens.give("anna", "employee", ANNA))
    async with contextlib.AsyncExitStack() as exits:
        another = await exits.enter_async_context(open_house(settings, where, hands))
        elsewhere = await exits.enter_async_context(served(another))
        gleb = await exits.enter_async_context(calling(house, elsewhere, GLEB, "employee"))
        all_, hers = [
            await exits.enter_async_context(ear.listening()) for ear in (chief, anna_hears)
        ]
        for blocks in (all_, hers):
            await passing(blocks, "position")
        await house.nc.flush()  # the server knows who listens before anybody speaks elsewhere

        assert await says(gleb, HIS, "replying") == 204
        assert await says(gleb, TALK, "viewing") == 404
        first = await passing(all_, "presence")
        anna = await exits.enter_async_context(calling(house, talks, ANNA, "employee"))
        await says(anna, TALK, "viewing")
        only = await passing(hers, "presence")

        assert (first.id, first.told) == (None, seen(HIS, GLEB, "replying"))
        assert only.told == seen(TALK, ANNA, "viewing")
        assert await anna.get("/presence") == {"items": [seen(TALK, ANNA, "viewing")]}

        hands.forward(seconds=31)
        then = [(await passing(all_, "presence")).told]
        while [one["state"] for one in then].count("away") < 2:
            then.append((await passing(all_, "presence")).told)

    assert seen(TALK, ANNA, "viewing") in then
    assert {one["employee_id"] for one in then[-2:]} == {str(ANNA), str(GLEB)}


async def test_of_what_is_repeated_nobody_hears_twice(house: House, hands: Hands) -> None:
    presence = Presence(house)
    await presence.listen()
    for _ in range(3):
        await presence.say(Seen(TALK, ANNA, Attention.VIEWING))
        hands.forward(seconds=20)

    assert list(await presence.changes(0)) == [Seen(TALK, ANNA, Attention.VIEWING)]
    assert presence.now() == [Seen(TALK, ANNA, Attention.VIEWING)]


async def test_one_employee_cannot_fill_what_is_remembered(house: House) -> None:
    presence = Presence(house)
    for _ in range(100):
        await presence.say(Seen(drawn(), ANNA, Attention.VIEWING))
    await presence.say(Seen(TALK, GLEB, Attention.VIEWING))

    there = presence.now()

    assert len([one for one in there if one.employee_id == ANNA]) == 20
    assert Seen(TALK, GLEB, Attention.VIEWING) in there


async def test_what_is_no_presence_is_not_believed(house: House) -> None:
    presence = Presence(house)
    await presence.listen()
    for rubbish in (b"", b"{", b'{"state": "viewing"}', b"\xff", b"[]"):
        await house.nc.publish("omnihub.presence", rubbish)
    await Presence(house).say(Seen(TALK, ANNA, Attention.VIEWING))

    await until(_heard(presence))

    assert presence.now() == [Seen(TALK, ANNA, Attention.VIEWING)]


def _heard(presence: Presence) -> Callable[[], Awaitable[Any]]:
    async def heard() -> bool:
        return bool(presence.now())

    return heard
