"""Parked inbounds tried again, on real engines: once each, in their order, whatever happens."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest

from contracts.capture import Standing
from contracts.errors import Conflict, NotFound, Transient
from contracts.event import Draft, Subject
from hub.capture.retrying import Retrying
from hub.capture.run import NEEDS
from hub.house import House
from hub.log.append import EventLog
from hub.log.codec import By
from hub.log.jetstream import ask
from hub.log.streams import INBOUND
from hub.parked.answers import answers
from hub.parked.asking import ask_again, ask_waiting, discard
from tests.capture.arriving import BORIS_MAILS, VERA_CHATS, VERA_MAILS, chat, filled, letter
from tests.capture.working import captured, capturing, history, projecting, put, put_raw
from tests.examples import NOON
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
    until,
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


async def test_what_is_discarded_leaves_the_list_and_can_be_taken_up_again(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    await moving.progress.reached(["registry"], await discard(moving, one, "spam", "anna"))
    gone = await became(moving)
    with pytest.raises(Conflict, match="discarded already"):
        await discard(moving, one, "spam", "anna")
    async with capturing(repaired(moving)):
        answer = await retried(moving, one)
        with pytest.raises(Conflict, match="settled"):
            await ask_again(moving, [one], "anna")

    assert (gone, answer) == ({one: "discarded"}, [SETTLED])
    assert await messages(moving) == [one]


async def test_who_gives_it_up_before_it_is_tried_is_heard(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    await ask_again(moving, [one], "anna")
    await discard(moving, one, "spam", "gleb")
    async with capturing(repaired(moving)):
        (later,) = await put(repaired(moving), chat("2", VERA_CHATS))
        await captured(moving)

    await until(moving, one, Standing.DISCARDED)
    assert await messages(moving) == [later.seq]


async def test_who_gives_it_up_while_it_is_decided_is_heard_too(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    await moving.progress.reached(NEEDS, await ask_again(moving, [one], "anna"))

    async def put(drafts: Sequence[Draft], expect: Mapping[Subject, int]) -> None:
        await discard(moving, one, "spam", "gleb")
        await moving.keys.ensure(draft.key for draft in drafts if draft.key)
        await moving.log.append(drafts, By("capture", NOON), expect)

    await Retrying(repaired(moving), NEEDS).round(put)

    await until(moving, one, Standing.DISCARDED)
    assert await messages(moving) == []


async def test_what_was_never_parked_is_not_found(moving: House) -> None:
    with pytest.raises(NotFound, match="no inbound was parked at 7"):
        await ask_again(moving, [7], "anna")


async def test_without_a_capture_it_is_said_that_the_request_stands(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    seq = await ask_again(moving, [one], "anna")

    with pytest.raises(Transient, match="stands, and is tried once it runs"):
        await answers(moving, [one], seq, lambda *_: None, patience_seconds=0.3)


DECK = [
    chat("1"),
    chat("2", arrived_at=NAIVE),
    chat("3"),
    letter("4", VERA_MAILS),
    letter("5", VERA_MAILS, "4"),
    filled("6"),
]


@pytest.mark.parametrize("seed", range(3))
async def test_any_order_of_requests_leaves_one_outcome_and_each_message_once(
    moving: House, seed: int
) -> None:
    """With the cause there or not, and captures that are stopped anywhere."""
    chance = Random(seed)  # noqa: S311 - a shuffled deck, no secret
    all_ = await parked(moving, *DECK)
    for _ in range(4):
        for inbound in chance.choices(all_, k=4):
            await _anything(moving, chance, inbound)
        async with capturing(repaired(moving) if chance.random() < 0.7 else moving):
            await _a_while(moving, all_[-1], chance.random())
    async with capturing(repaired(moving)):
        await captured(moving)
        for inbound in all_:
            await _settle(moving, inbound, hopeless=all_[1])

    wanted = dict.fromkeys(all_, "conversation") | {all_[1]: "discarded", all_[5]: "form"}
    assert await became(moving) == wanted
    assert sorted(await messages(moving)) == [one for one in all_ if one not in {all_[1], all_[5]}]
    settled = [one.event.inbound for one in named(await history(moving), "inbound.settled")]  # type: ignore[attr-defined]  # it has one
    assert sorted(settled) == [one for one in all_ if one != all_[1]]


async def _a_while(house: House, inbound: int, seconds: float) -> None:
    """Until this one is settled, or capture is stopped in the middle of whatever it does."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await until(house, inbound, Standing.SETTLED)


async def _anything(house: House, chance: Random, inbound: int) -> None:
    """Where it was settled or discarded before, that is said, and nothing happens."""
    with contextlib.suppress(Conflict):
        if chance.random() < 0.6:
            await ask_again(house, [inbound], "anna")
        else:
            await discard(house, inbound, "spam", "gleb")


async def _settle(house: House, inbound: int, hopeless: int) -> None:
    with contextlib.suppress(Conflict):
        if inbound == hopeless:
            seq = await discard(house, inbound, "broken for good", "gleb")
            await house.progress.reached(["parked", "registry"], seq)
        else:
            await retried(house, inbound)
