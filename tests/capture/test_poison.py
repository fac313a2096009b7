"""Poison: an inbound that no decision can be made on is parked alone, and the next one is read."""

from contracts.capture import Standing
from contracts.inbound import Inbound, Thread
from hub.house import House
from hub.parked.answers import answers
from hub.parked.asking import ask_again
from tests.capture.arriving import chat
from tests.capture.working import captured, capturing, outcomes, projecting, put


def poison(text: str) -> Inbound:
    """PostgreSQL refuses to look for this: a NUL where a digest should stand."""
    inbound = chat(text)
    return inbound.model_copy(update={"thread": Thread(chat=inbound.thread.chat, refs=("\0",))})


async def test_what_the_database_refuses_is_parked_and_does_not_hold_up_the_rest(
    house: House,
) -> None:
    await put(house, chat("1"), poison("2"), chat("3"))
    async with projecting(house), capturing(house):
        events = await captured(house)
        asked = await ask_again(house, [2], "anna")
        (again,) = await answers(house, [2], asked, lambda _, __: None)

    assert outcomes(events) == {1: "message.received", 2: "inbound.parked", 3: "message.received"}
    assert again.standing is Standing.WAITING
