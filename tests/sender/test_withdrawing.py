"""What has its time leaves at that time; what was taken back never does."""

import asyncio
from collections import defaultdict
from datetime import timedelta
from random import Random

import pytest

from contracts.conversation import (
    MessageAttempted,
    MessageQueued,
    MessageSent,
    MessageWithdrawn,
)
from contracts.errors import Conflict
from contracts.ids import MessageId, drawn
from contracts.inbound import Attachment
from hub.commands import carry_out
from hub.domain.answering import decide
from hub.domain.withdrawing import Withdraw
from hub.house import House
from hub.log.codec import By
from tests.clock import Hands
from tests.examples import ANNA, BORIS, TALK, message_id
from tests.sender.test_sender import Provider, sender, talk
from tests.story import TALKING, happened, history, running, until

__all__ = ["talk"]


async def queue(house: House, id_: MessageId, **more: object) -> None:
    fields = {
        "conversation_id": TALK,
        "message_id": id_,
        "channel": "telegram",
        "account": "tg",
        "text": str(id_),
        "by": ANNA,
        **more,
    }
    await happened(house, TALKING, MessageQueued.model_validate(fields), key=BORIS)


async def withdraw(house: House, id_: MessageId) -> bool:
    """Whether it could be taken back."""
    by, command = By("test", house.clock()), Withdraw(id_, ANNA)
    try:
        await carry_out(
            house,
            drawn(),
            by,
            [TALKING],
            lambda states: [(TALKING, event) for event in decide(states[TALKING], command)],
        )
    except Conflict:
        return False
    return True


async def leaves(provider: Provider, *ids: MessageId) -> None:
    async def done() -> bool:
        return [message.id for message in provider.ledger][-len(ids) :] == list(ids)

    await until(done)


async def test_a_scheduled_answer_leaves_at_its_time_also_after_a_restart(
    talk: House, hands: Hands
) -> None:
    provider = Provider()
    await queue(talk, message_id(1), send_at=hands.at + timedelta(minutes=10))
    await queue(talk, message_id(2))

    async with running(sender(talk, provider)):
        await leaves(provider, message_id(2))
    hands.forward(minutes=9, seconds=59)
    await queue(talk, message_id(3))
    async with running(sender(talk, provider)):
        await leaves(provider, message_id(2), message_id(3))
        hands.forward(seconds=1)
        await leaves(provider, message_id(2), message_id(3), message_id(1))


async def test_what_was_taken_back_never_leaves(talk: House, hands: Hands) -> None:
    provider = Provider()
    await queue(talk, message_id(1), send_at=hands.at + timedelta(minutes=10))

    assert await withdraw(talk, message_id(1))
    hands.forward(days=1)
    await queue(talk, message_id(2))
    async with running(sender(talk, provider)):
        await leaves(provider, message_id(2))

    assert [message.id for message in provider.ledger] == [message_id(2)]


@pytest.mark.parametrize("seed", range(4))
async def test_of_an_attempt_and_a_withdrawal_exactly_one_wins(talk: House, seed: int) -> None:
    provider, chance = Provider(), Random(seed)  # noqa: S311 - when somebody changes their mind
    ids = [message_id(number) for number in range(1, 9)]
    taken_back: set[MessageId] = set()

    async def race(id_: MessageId) -> None:
        await queue(talk, id_)
        await asyncio.sleep(chance.uniform(0, 0.03))  # a person hesitates; nothing is waited for
        if await withdraw(talk, id_):
            taken_back.add(id_)

    async with running(sender(talk, provider)):
        for id_ in ids:
            await race(id_)
        await until(lambda: _settled(talk, ids))

    said = await _said(talk)
    assert all(said[id_] in ([MessageWithdrawn], [MessageAttempted, MessageSent]) for id_ in ids)
    assert {id_ for id_ in ids if said[id_] == [MessageWithdrawn]} == taken_back
    assert [message.id for message in provider.ledger] == [
        id_ for id_ in ids if id_ not in taken_back
    ]


async def _said(house: House) -> dict[MessageId, list[type]]:
    """What became of each after it was queued."""
    found: dict[MessageId, list[type]] = defaultdict(list)
    for one in await history(house, TALKING):
        match one.event:
            case MessageAttempted() | MessageSent() | MessageWithdrawn() as event:
                found[event.message_id].append(type(event))
            case _:
                pass
    return found


async def _settled(house: House, ids: list[MessageId]) -> bool:
    said = await _said(house)
    return all(said[id_] and said[id_][-1] is not MessageAttempted for id_ in ids)


async def test_files_go_along_and_a_lost_one_stops_the_answer(talk: House) -> None:
    provider = Provider()
    blob = await talk.blobs.keep(b"%PDF")
    kept = Attachment(name="Счёт.pdf", media_type="application/pdf", size=4, blob=blob)
    await queue(talk, message_id(1), attachments=(kept.model_copy(update={"blob": "2026-11-00"}),))
    await queue(talk, message_id(2), attachments=(kept,))

    async with running(sender(talk, provider)):
        await leaves(provider, message_id(2))

    (sent,) = provider.ledger
    assert [(file.name, file.content) for file in sent.attachments] == [("Счёт.pdf", b"%PDF")]
    (failed,) = [one for one in await history(talk) if one.event.event_name == "message.failed"]
    assert "Счёт.pdf" not in str(failed.event)
