"""What the sender may do: once for one command, and never blindly again."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from contracts.channel import Health, Outbound, Receipt, State
from contracts.conversation import MessageAttempted, MessageQueued
from contracts.errors import (
    HubError,
    Misconfigured,
    RateLimited,
    Transient,
    Uncertain,
    Undeliverable,
)
from contracts.event import Subject
from contracts.ids import EscalationId, NoticeId, derived
from contracts.inbound import AddressKind, Inbound
from contracts.notice import Alarm, NoticeAttempted, NoticeQueued
from hub.domain.answering import Reply, decide
from hub.domain.conversation import Conversation, evolve
from hub.house import House
from hub.sender.run import Sender
from hub.vault.channels import Account
from hub.waking import Wake
from projections.delivery import DELIVERY
from tests.clock import Hands
from tests.examples import ANNA, BORIS, NOON, TALK, message_id
from tests.story import (
    TALKING,
    boris_writes,
    happened,
    history,
    names,
    projecting,
    running,
    table,
    until,
)

ANSWER = message_id(1)
PAGER = Subject("pager", str(ANNA))
NOTICE = NoticeId(derived("notice of the story"))


@dataclass
class Provider:
    """A provider by hand: keeps a ledger, and does with each message what it is told to."""

    answers: list[HubError | None] = field(default_factory=list)
    ledger: list[Outbound] = field(default_factory=list)

    async def receive(self) -> AsyncGenerator[Inbound]:
        await asyncio.Event().wait()
        yield  # type: ignore[misc]  # never reached: nothing arrives here

    async def send(self, message: Outbound) -> Receipt:
        self.ledger.append(message)
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        return Receipt(provider_id="1", own="digest")

    async def health(self) -> Health:
        return Health(state=State.UP)

    async def close(self) -> None:
        return None


@pytest.fixture
async def talk(house: House) -> AsyncIterator[House]:
    """Boris has written, and the projector follows."""
    async with projecting(house):
        await boris_writes(house)
        yield house


def sender(house: House, provider: Provider) -> Callable[[], Awaitable[None]]:
    account = Account("tg", "telegram", {}, NOON)
    return Sender(house, account, provider, Wake()).run


async def anna_answers(house: House, text: str = "Добрый день") -> None:
    await happened(
        house,
        TALKING,
        MessageQueued(
            conversation_id=TALK,
            message_id=ANSWER,
            channel="telegram",
            account="tg",
            text=text,
            reply_ref="77",
            by=ANNA,
        ),
        key=BORIS,
    )


async def story(house: House) -> list[str]:
    return names(await history(house, TALKING))[1:]


async def ends(house: House, *expected: str) -> list[str]:
    async def done() -> bool:
        return (await story(house))[-len(expected) :] == list(expected)

    await until(done)
    return await story(house)


async def test_an_answer_goes_out_once_with_attempt_and_outcome(talk: House) -> None:
    provider = Provider()
    await anna_answers(talk)

    async with running(sender(talk, provider)):
        told = await ends(talk, "message.sent")

    assert told == ["message.queued", "message.attempted", "message.sent"]
    assert [(m.text, m.to.value, m.reply_ref) for m in provider.ledger] == [
        ("Добрый день", "77", "77")
    ]
    assert await until(lambda: _empty(talk))


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Undeliverable("blocked"), "message.failed"),
        (Uncertain("silence"), "message.uncertain"),
    ],
)
async def test_what_cannot_be_repeated_is_not(
    talk: House, error: HubError, outcome: str, hands: Hands
) -> None:
    provider = Provider([error])
    await anna_answers(talk)

    async with running(sender(talk, provider)):
        await ends(talk, outcome)
        hands.forward(days=3)
        await until(lambda: _empty(talk))

    assert len(provider.ledger) == 1


async def _empty(house: House) -> bool:
    return not await table(house, DELIVERY)


async def _delayed(house: House) -> bool:
    return [row.status for row in await table(house, DELIVERY)] == ["delayed"]


async def test_what_the_provider_refuses_for_now_is_tried_again(talk: House, hands: Hands) -> None:
    provider = Provider([Transient("busy"), RateLimited("slow down", retry_after=600)])
    await anna_answers(talk)

    async with running(sender(talk, provider)):
        await ends(talk, "message.delayed")
        hands.forward(seconds=2)
        await ends(talk, "message.delayed", "message.attempted", "message.delayed")
        hands.forward(seconds=601)
        told = await ends(talk, "message.sent")

    assert told.count("message.attempted") == len(provider.ledger) == 3


async def test_the_provider_is_given_the_time_it_asks_for(talk: House, hands: Hands) -> None:
    provider = Provider([RateLimited("slow down", retry_after=600)])
    await anna_answers(talk)

    async with running(sender(talk, provider)):
        await until(lambda: _delayed(talk))

    (row,) = await table(talk, DELIVERY)
    assert row.until == hands.at + timedelta(seconds=600)


async def test_an_attempt_without_an_outcome_is_uncertain_and_never_repeated(
    talk: House,
) -> None:
    """Somebody died between the attempt and the answer."""
    provider = Provider()
    await anna_answers(talk)
    died = MessageAttempted(conversation_id=TALK, message_id=ANSWER, attempt=1)
    await happened(talk, TALKING, died)

    async with running(sender(talk, provider)):
        await ends(talk, "message.attempted", "message.uncertain")

    assert provider.ledger == []


async def test_two_senders_of_one_account_send_once(talk: House) -> None:
    """A replaced instance that wakes up decides on what it saw; the log refuses it."""
    provider = Provider()
    await anna_answers(talk)

    async with running(sender(talk, provider)), running(sender(talk, provider)):
        await until(lambda: _empty(talk))

    assert len(provider.ledger) <= 1


async def test_an_account_that_is_refused_keeps_its_message(talk: House) -> None:
    provider = Provider([Misconfigured("the token is refused.", remedy="Set a new one.")])
    await anna_answers(talk)

    with pytest.raises(Misconfigured):
        await sender(talk, provider)()

    assert (await story(talk))[-1] == "message.delayed"


async def test_the_same_command_given_twice_is_one_message(talk: House) -> None:
    await anna_answers(talk)
    state = Conversation()
    for recorded in await history(talk, TALKING):
        state = evolve(state, recorded)
    again = decide(state, Reply(ANSWER, "Добрый день", ANNA))

    assert again == []


async def alarm(house: House) -> None:
    carried = Alarm(
        escalation_id=EscalationId(derived("escalation")),
        conversation_id=TALK,
        step=0,
        waiting_since=NOON,
    )
    await happened(
        house,
        PAGER,
        NoticeQueued(
            notice_id=NOTICE,
            employee_id=ANNA,
            kind=AddressKind.TELEGRAM,
            to="88",
            channel="telegram",
            account="tg",
            alarms=(carried,),
        ),
        key=ANNA,
    )


async def test_an_alarm_that_may_not_have_arrived_is_sent_again_and_says_so(
    talk: House, hands: Hands
) -> None:
    provider = Provider()
    await alarm(talk)
    await happened(talk, PAGER, NoticeAttempted(notice_id=NOTICE, attempt=1))

    async with running(sender(talk, provider)):
        await until(lambda: _delayed(talk))
        hands.forward(seconds=5)
        await until(lambda: _empty(talk))

    (sent,) = provider.ledger
    assert "Повтор" in sent.text
    assert sent.automatic


async def test_an_alarm_names_the_client_only_in_the_message(talk: House, hands: Hands) -> None:
    provider = Provider()
    hands.at = NOON + timedelta(minutes=65)
    await alarm(talk)

    async with running(sender(talk, provider)):
        await until(lambda: _empty(talk))

    assert "Борис (telegram) ждёт 1 ч 5 мин" in provider.ledger[0].text
    assert provider.ledger[0].buttons[0].data == f"ack:{NOTICE.hex}"
