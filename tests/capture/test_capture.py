"""Capture on a real log: every inbound leaves one outcome, whatever happens to capture."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import text

from contracts.inbound import Inbound, InboundKind
from hub.capture.decide import decide
from hub.capture.run import Capture, Position
from hub.house import House
from hub.log.append import EventLog
from hub.log.inbounds import encode_inbound
from hub.vault.keys import DataKeys
from tests.capture.arriving import (
    BORIS_CHATS,
    BORIS_MAILS,
    VERA_CHATS,
    VERA_MAILS,
    chat,
    edit,
    identity,
    letter,
)
from tests.capture.working import (
    captured,
    capturing,
    count,
    history,
    outcomes,
    projecting,
    put,
    put_raw,
)
from tests.examples import NOON
from tests.log.test_append import Deaf

NAIVE = NOON.replace(tzinfo=None)


async def test_every_inbound_leaves_exactly_one_outcome(house: House) -> None:
    async with projecting(house), capturing(house):
        await put(
            house,
            chat("1"),
            chat("2", kind=InboundKind.UNSUPPORTED),
            chat("1", cursor="again"),
            edit("3", "1"),
            Inbound(kind=InboundKind.MESSAGE, provider_id="4", arrived_at=NOON),
        )
        events = await captured(house)

    assert outcomes(events) == {
        1: "message.received",
        2: "inbound.set_aside",
        3: "inbound.repeated",
        4: "message.edited",
        5: "inbound.parked",
    }


async def test_the_same_delivery_is_recognised_long_after(house: House) -> None:
    async with projecting(house), capturing(house):
        await put(house, chat("1"))
        await captured(house)
        await put(house, chat("1", cursor="again"))
        events = await captured(house)

    assert outcomes(events) == {1: "message.received", 2: "inbound.repeated"}


async def test_what_cannot_be_read_is_parked_and_the_next_one_is_read(house: House) -> None:
    async with projecting(house), capturing(house):
        await put_raw(house, {"Hub-Type": "inbound"}, b"\xff\x00 nonsense", "shop")
        await put(house, chat("1"))
        events = await captured(house)

    assert outcomes(events) == {1: "inbound.parked", 2: "message.received"}


async def test_what_was_changed_on_its_way_is_parked(house: House) -> None:
    headers, body = encode_inbound("telegram", "shop", chat("1"), house.secret, NOON)
    async with projecting(house), capturing(house):
        await put_raw(house, headers, body[:-1] + bytes([body[-1] ^ 1]), "shop")
        events = await captured(house)

    assert outcomes(events) == {1: "inbound.parked"}


async def test_what_breaks_a_rule_of_ours_is_parked_and_the_next_one_is_read(house: House) -> None:
    """A time without its zone cannot be compared with any other."""
    async with projecting(house), capturing(house):
        await put(house, chat("1", arrived_at=NAIVE), chat("2", VERA_CHATS))
        events = await captured(house)

    assert outcomes(events) == {1: "inbound.parked", 2: "message.received"}


async def test_two_captures_at_once_double_nothing(house: House) -> None:
    async with projecting(house), capturing(house, house):
        await put(house, *(chat(str(n)) for n in range(60)))
        events = await captured(house)

    assert set(outcomes(events)) == set(range(1, 61))
    assert count(events, "client.registered") == 1


async def test_a_lost_answer_loses_and_doubles_nothing(house: House) -> None:
    deaf = EventLog(Deaf(house.nc, lost=2), house.keys)  # type: ignore[arg-type]  # a connection in all that is used
    async with projecting(house):
        await put(house, *(chat(str(n)) for n in range(5)))
        async with capturing(replace(house, log=deaf)):
            events = await captured(house)

    assert set(outcomes(events)) == set(range(1, 6))


async def test_a_capture_that_is_stopped_anywhere_goes_on_where_the_log_says(house: House) -> None:
    async with projecting(house):
        for n in range(12):
            await put(house, *(chat(f"{n}.{m}") for m in range(4)))
            async with capturing(house):
                await asyncio.wait(
                    {asyncio.create_task(captured(house, 1 + 3 * n))}, timeout=0.01 * n
                )
        async with capturing(house):
            events = await captured(house)

    assert set(outcomes(events)) == set(range(1, 49))


ALPHABET = [
    chat("1"),
    chat("2"),
    chat("3", VERA_CHATS),
    letter("4"),
    letter("5", BORIS_MAILS, "4"),
    letter("6", VERA_MAILS, "4"),
    chat("7", BORIS_CHATS, BORIS_MAILS),
    chat("8", VERA_CHATS, VERA_MAILS, BORIS_MAILS),
    edit("9", "1"),
    edit("10", "3", VERA_CHATS),
    chat("11", kind=InboundKind.UNSUPPORTED),
    Inbound(kind=InboundKind.MESSAGE, provider_id="12", arrived_at=NOON),
    chat("13", arrived_at=NAIVE),
]


@pytest.mark.parametrize("seed", range(5))
async def test_it_does_not_matter_how_inbounds_fall_into_batches(house: House, seed: int) -> None:
    """Decided all at once, and one by one with everything on the log in between."""
    chosen = Random(seed).choices(ALPHABET, k=16)  # noqa: S311 - a shuffled deck, no secret
    inbounds = [one.model_copy(update={"cursor": str(n)}) for n, one in enumerate(chosen)]
    async with projecting(house):
        stored = await put(house, *inbounds)
        before = len(await history(house))
        at_once = (await decide(house, stored)).drafts

        position, capture = Position(0, 0), Capture(house)
        for one in stored:
            position = await capture._take([one], position)

        events = (await history(house))[before:]

    one_by_one = [(e.id, e.event) for e in events if e.event.event_name != "capture.advanced"]
    assert one_by_one == [(one.id, one.event) for one in at_once]


async def test_what_belongs_where_nothing_can_be_folded_is_parked_alone(house: House) -> None:
    """The conversation's state stands still: nobody may wait for it for ever."""
    async with projecting(house), capturing(house):
        await put(house, chat("1"))
        await captured(house)
        async with house.views.begin() as connection:
            await connection.execute(
                text(
                    "INSERT INTO builds.parked SELECT 'aggregates', 1, 'aggregates', "
                    "json_build_array(subject)::text, seq, 'Fault' FROM aggregates "
                    "WHERE subject LIKE 'ev.conversation.%'"
                )
            )
        await put(house, chat("2"))
        await captured(house)
        await put(house, chat("3"), chat("4", VERA_CHATS))
        events = await captured(house)

    assert outcomes(events) == {
        1: "message.received",
        2: "message.received",
        3: "inbound.parked",
        4: "message.received",
    }


async def test_whoever_was_erased_and_writes_again_holds_up_nobody(house: House) -> None:
    async with AsyncExitStack() as exits:
        await exits.enter_async_context(projecting(house))
        async with capturing(house):
            await put(house, chat("1"))
            await captured(house)
        async with house.vault.begin() as connection:
            erase = text("UPDATE data_keys SET wrapped = NULL WHERE key_id = :key")
            await connection.execute(erase, {"key": identity(BORIS_CHATS, house.secret.digest)})
        keys = DataKeys(house.vault, house.secret)
        restarted = replace(house, keys=keys, log=EventLog(house.nc, keys))

        async with capturing(restarted):
            await put(house, chat("2"), chat("3", VERA_CHATS))
            events = await captured(restarted)

    assert outcomes(events) == {1: "message.received", 2: "inbound.parked", 3: "message.received"}
