"""Parked inbounds tried again, on real engines: once each, in their order, whatever happens."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from contracts.capture import Standing
from contracts.errors import NotFound, Transient
from hub.house import House
from hub.log.append import EventLog
from hub.log.jetstream import ask
from hub.log.streams import INBOUND
from hub.parked.answers import answers
from hub.parked.asking import ask_again, ask_waiting, discard
from tests.capture.arriving import BORIS_MAILS, VERA_CHATS, chat, filled, letter
from tests.capture.working import captured, capturing, history, projecting, put, put_raw
from tests.log.test_append import Deaf
from tests.parked.crashing import crashes
from tests.parked.parking import (
    NAIVE,
    answered,
    became,
    messages,
    named,
    parked,
    repaired,
    retried,
    row_of,
    said,
)

UNREADABLE = "not readable"
SETTLED = (Standing.SETTLED, UNREADABLE)


@pytest.fixture
async def moving(house: House) -> AsyncIterator[House]:
    """The projector at work."""
    async with projecting(house):
        yield house


async def test_what_was_parked_is_a_message_once_the_cause_is_gone(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    async with capturing(repaired(moving)):
        answer = await retried(moving, one)
        events = await captured(moving)

    (clock,) = named(events, "clock.started")
    assert answer == [SETTLED]
    assert await became(moving) == {one: "conversation"}
    assert await messages(moving) == [one]
    assert clock.event.waiting_since == chat("1").arrived_at  # type: ignore[attr-defined]  # a clock has it
    assert (await row_of(moving, one)).tries == 1


async def test_while_the_cause_is_there_it_is_parked_again_and_counted(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    async with capturing(moving):
        answers_ = [await retried(moving, one) for _ in range(2)]

    row = await row_of(moving, one)
    assert answers_ == [[(Standing.WAITING, UNREADABLE)]] * 2
    assert (row.tries, row.asked_by) == (2, "anna")
    assert await messages(moving) == []
    assert await became(moving) == {one: "parked"}


async def test_a_sender_is_taken_in_order_and_the_later_waits_for_the_earlier(
    moving: House,
) -> None:
    boris = [chat("1", arrived_at=NAIVE), chat("2"), letter("3", BORIS_MAILS, "2")]
    first, second, reply, vera = await parked(moving, *boris, chat("4", VERA_CHATS))
    async with capturing(repaired(moving)):
        before = await retried(moving, first, second, reply, vera)
        await discard(moving, first, "broken for good", "anna")
        after = await retried(moving, reply, second)

    assert before == [
        (Standing.WAITING, "a fault of the hub: TypeError"),
        (Standing.WAITING, f"waits for {first}"),
        (Standing.WAITING, f"waits for {second}"),
        SETTLED,
    ]
    assert [standing for standing, _ in after] == [Standing.SETTLED] * 2
    assert await messages(moving) == [vera, second, reply]
    assert (await row_of(moving, second)).tries == 1


async def test_an_earlier_one_that_nobody_asked_for_goes_first_too(moving: House) -> None:
    first, second = await parked(moving, chat("1"), chat("2"))
    async with capturing(repaired(moving)):
        answer = await retried(moving, second)

    assert answer == [(Standing.WAITING, f"waits for {first}")]
    assert await messages(moving) == []


async def test_of_what_cannot_be_read_the_account_is_all_that_is_known(moving: House) -> None:
    stored = [await put_raw(moving, {}, b"\xff nonsense", shop) for shop in ("shop", "shop", "b")]
    async with capturing(moving):
        await captured(moving)
        answer = await retried(moving, *(one.seq for one in stored))

    reasons = [UNREADABLE, f"waits for {stored[0].seq}", UNREADABLE]
    assert [reason for _, reason in answer] == reasons


async def test_what_was_delivered_again_meanwhile_is_a_repeat(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    async with capturing(repaired(moving)):
        (again,) = await put(repaired(moving), chat("1", cursor="again"))
        await captured(moving)
        await retried(moving, one)

    assert await became(moving) == {one: "repeat", again.seq: "conversation"}


async def test_what_was_erased_from_where_it_arrived_stays_parked_and_says_so(
    moving: House,
) -> None:
    (one,) = await parked(moving, chat("1"))
    await ask(moving.nc, f"STREAM.MSG.DELETE.{INBOUND}", {"seq": one})
    async with capturing(repaired(moving)):
        answer = await retried(moving, one)

    assert answer == [(Standing.WAITING, "it is no longer kept on INBOUND")]


async def test_new_inbounds_go_on_between_those_that_are_tried(moving: House) -> None:
    old = await parked(moving, *(chat(f"{n}") for n in range(60)))
    seq = await ask_waiting(moving, old, "anna")
    async with capturing(repaired(moving)):
        (new,) = await put(repaired(moving), chat("new", VERA_CHATS))
        await answered(moving, tuple(old), seq)
        await captured(moving)

    order = await messages(moving)
    assert sorted(order) == [*old, new.seq]
    assert [one for one in order if one in old] == old
    assert order.index(new.seq) < len(old)


async def test_asked_for_by_many_at_once_with_two_captures_it_is_done_once(moving: House) -> None:
    both = tuple(await parked(moving, chat("1"), filled("2")))
    async with capturing(repaired(moving), repaired(moving)):
        seqs = await asyncio.gather(*(ask_again(moving, both, "anna") for _ in range(5)))
        answer = said(await answered(moving, both, max(seqs)))

    events = await history(moving)
    assert answer == [SETTLED] * 2
    assert len(named(events, "inbound.settled")) == len(named(events, "lead.opened")) == 2
    assert await messages(moving) == [both[0]]


async def test_an_answer_of_the_log_that_is_lost_doubles_nothing(moving: House) -> None:
    both = tuple(await parked(moving, chat("1"), chat("2")))
    deaf = EventLog(Deaf(moving.nc, lost=2), moving.keys)  # type: ignore[arg-type]  # a connection in all that is used
    async with capturing(replace(repaired(moving), log=deaf)):
        await retried(moving, *both)

    assert await messages(moving) == list(both)


@pytest.mark.parametrize("point", ["capture.before_append", "capture.after_append"])
async def test_a_crash_while_it_is_tried_loses_and_doubles_nothing(
    moving: House, point: str
) -> None:
    (one,) = await parked(moving, chat("1"))
    seq = await ask_again(moving, [one], "anna")
    assert await crashes(repaired(moving), point) == 137

    async with capturing(repaired(moving)):
        answer = said(await answered(moving, (one,), seq))

    assert answer == [SETTLED]
    assert await messages(moving) == [one]
    assert len(named(await history(moving), "inbound.settled")) == 1


async def test_what_was_never_parked_is_not_found(moving: House) -> None:
    with pytest.raises(NotFound, match="no inbound was parked at 7"):
        await ask_again(moving, [7], "anna")


async def test_without_a_capture_it_is_said_that_the_request_stands(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    seq = await ask_again(moving, [one], "anna")

    with pytest.raises(Transient, match="stands, and is tried once it runs"):
        await answers(moving, [one], seq, lambda *_: None, patience_seconds=0.3)
