"""Somebody is faster between capture's decision and its append: it decides again."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from contracts.client import IdentityNeverLinked
from contracts.conversation import ClockStarted, MessageQueued
from contracts.errors import StaleStream
from contracts.event import Event, Recorded, Subject
from contracts.ids import IdentityId, KeyId, drawn
from hub.capture.decide import decide
from hub.commands import States, carry_out
from hub.domain import answering
from hub.domain.answering import Reply
from hub.domain.joining import Apart, never_link
from hub.house import House
from hub.log.codec import By
from tests.capture.arriving import BORIS_CHATS, BORIS_MAILS, chat, identity, letter
from tests.capture.working import captured, capturing, count, projecting, put
from tests.examples import ANNA, BY_HAND, NOON, message_id


@pytest.fixture
async def busy(house: House) -> AsyncIterator[House]:
    """Boris has chatted and written a mail, and stands on two cards."""
    async with projecting(house):
        async with capturing(house):
            await put(house, chat("1"), letter("2"))
            await captured(house)
        yield house


def subjects(events: list[Recorded[Event]], aggregate: str) -> list[Subject]:
    """In the order in which they came to be."""
    return list(dict.fromkeys(e.subject for e in events if e.subject.aggregate == aggregate))


async def test_an_answer_that_slips_in_costs_the_next_inbound_no_clock(busy: House) -> None:
    talk = subjects(await captured(busy), "conversation")[0]
    (stored,) = await put(busy, chat("3"))
    decided = await decide(busy, [stored])
    reply = Reply(message_id(100), "Добрый день", ANNA)

    def answer(found: States) -> list[tuple[Subject, Event]]:
        return [(talk, event) for event in answering.decide(found[talk], reply)]

    key = KeyId(identity(BORIS_CHATS, busy.secret.digest))
    await carry_out(busy, drawn(), By("anna", NOON), [talk], answer, key=key)

    with pytest.raises(StaleStream):
        await busy.log.append(decided.drafts, By("capture", NOON), decided.expect)
    async with capturing(busy):
        events = await captured(busy)

    told = [e.event for e in events if e.subject == talk]
    assert [type(e) for e in told if isinstance(e, ClockStarted | MessageQueued)] == [
        ClockStarted,
        MessageQueued,
        ClockStarted,
    ]


async def test_who_says_never_in_time_is_heard(busy: House) -> None:
    cards = subjects(await captured(busy), "client")
    (stored,) = await put(busy, chat("3", BORIS_CHATS, BORIS_MAILS))
    decided = await decide(busy, [stored])

    def part(found: States) -> list[tuple[Subject, Event]]:
        chats, mails = (
            IdentityId(identity(address, busy.secret.digest))
            for address in (BORIS_CHATS, BORIS_MAILS)
        )
        apart = Apart(chats, found[cards[0]], mails, found[cards[1]])
        return [(Subject("client", str(card)), e) for card, e in never_link(apart, BY_HAND)]

    await carry_out(busy, drawn(), By("anna", NOON), cards, part)

    with pytest.raises(StaleStream):
        await busy.log.append(decided.drafts, By("capture", NOON), decided.expect)
    async with capturing(busy):
        events = await captured(busy)

    assert count(events, IdentityNeverLinked.event_name) == 2
    assert count(events, "client.merged") == 0


async def test_an_answer_that_is_given_twice_at_once_is_queued_once(busy: House) -> None:
    talk = subjects(await captured(busy), "conversation")[0]
    reply = Reply(message_id(100), "Добрый день", ANNA)
    key, command = KeyId(identity(BORIS_CHATS, busy.secret.digest)), drawn()

    def answer(found: States) -> list[tuple[Subject, Event]]:
        return [(talk, event) for event in answering.decide(found[talk], reply)]

    await asyncio.gather(
        *(carry_out(busy, command, By("anna", NOON), [talk], answer, key=key) for _ in range(5))
    )

    assert count(await captured(busy), "message.queued") == 1
