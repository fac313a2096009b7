"""A log to project: people write, managers answer, as capture, the API and the sender put it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from bench.people import ACCOUNT, CHANNEL, chat, conversation, said
from contracts.capture import CaptureAdvanced
from contracts.client import ClientRegistered, LinkRule, Why
from contracts.conversation import (
    ClockStarted,
    ClockStep,
    ConversationAssigned,
    ConversationOpened,
    MessageAttempted,
    MessageQueued,
    MessageReceived,
    MessageSent,
    Threaded,
    ThreadRule,
)
from contracts.event import Draft, Event, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import (
    ClientId,
    ClockId,
    EmployeeId,
    EventId,
    IdentityId,
    KeyId,
    MessageId,
    derived,
)
from contracts.inbound import AddressKind
from hub.capture.run import SUBJECT
from hub.house import House
from hub.log.codec import By

_BATCH = 900
_BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
_ANNA = EmployeeId(derived("bench", "anna"))
_ANSWERED = 0.4


async def tell(house: House, events: int, people: int, seed: int) -> int:
    """Put so many events on the log, a few more at most; returns the position of the last."""
    fence, batch = 0, list[Draft]()
    for drafts in _story(people, seed):
        batch += drafts
        if len(batch) > _BATCH or fence + len(batch) >= events:
            fence = await _append(house, batch, fence)
            batch = []
        if fence >= events:
            break
    return fence


async def _append(house: House, drafts: list[Draft], fence: int) -> int:
    await house.keys.ensure(draft.key for draft in drafts if draft.key)
    said_so = Draft(SUBJECT, EventId(derived("bench", fence)), CaptureAdvanced(position=fence))
    return await house.log.append([*drafts, said_so], By("bench", _BEGIN), {SUBJECT: fence})


def _story(people: int, seed: int) -> Iterator[list[Draft]]:
    random = Random(seed)
    waiting: dict[int, bool] = {}
    number = 0
    while True:
        number += 1
        who = int(people * random.random() ** 2)
        events = [] if who in waiting else _first(who)
        events += _message(number, who, said(random), waits=waiting.get(who, False))
        waiting[who] = True
        if random.random() < _ANSWERED:
            events += _answer(number, who, said(random))
            waiting[who] = False
        yield [_draft(who, number, order, event) for order, event in enumerate(events)]


def _draft(who: int, number: int, order: int, event: Event) -> Draft:
    return Draft(
        _subject(who, event),
        EventId(derived("bench", number, order)),
        event,
        KeyId(_identity(who)),
    )


def _subject(who: int, event: Event) -> Subject:
    match event:
        case IdentityClaimed(identity_id=id_):
            return Subject("identity", str(id_))
        case ClientRegistered(client_id=card):
            return Subject("client", str(card))
        case _:
            return Subject("conversation", str(conversation(who)))


def _identity(who: int) -> IdentityId:
    return IdentityId(derived("bench", "identity", who))


def _first(who: int) -> list[Event]:
    identity, name = _identity(who), f"Клиент {who}"
    card, talk = ClientId(derived("bench", "client", who)), conversation(who)
    why = Why(rule=LinkRule.FIRST_CONTACT, evidence=chat(who), by="bench")
    return [
        IdentityClaimed(
            identity_id=identity, kind=AddressKind.TELEGRAM, value=str(1000 + who), name=name
        ),
        ClientRegistered(client_id=card, identity_id=identity, name=name, why=why),
        ConversationOpened(
            conversation_id=talk,
            identity_id=identity,
            channel=CHANNEL,
            account=ACCOUNT,
            chat=chat(who),
        ),
        ConversationAssigned(conversation_id=talk, employee_id=_ANNA),
    ]


def _message(number: int, who: int, text: str, *, waits: bool) -> list[Event]:
    talk, message = conversation(who), MessageId(derived("bench", "message", number))
    at = _BEGIN + timedelta(seconds=number)
    received = MessageReceived(
        conversation_id=talk,
        message_id=message,
        identity_id=_identity(who),
        inbound=number,
        key=str(derived("bench", "key", number)),
        text=text,
        own=f"own {number}",
        arrived_at=at,
        threaded=Threaded(rule=ThreadRule.CHAT),
    )
    step = ClockStep(due_at=at + timedelta(minutes=10), level=0, via=(AddressKind.TELEGRAM,))
    clock = ClockStarted(
        conversation_id=talk,
        clock_id=ClockId(derived("bench", "clock", number)),
        message_id=message,
        waiting_since=at,
        steps=(step,),
        spacing_seconds=60,
        policy=1,
    )
    return [received] if waits else [received, clock]


def _answer(number: int, who: int, text: str) -> list[Event]:
    talk, message = conversation(who), MessageId(derived("bench", "answer", number))
    return [
        MessageQueued(
            conversation_id=talk,
            message_id=message,
            channel=CHANNEL,
            account=ACCOUNT,
            text=text,
            by=_ANNA,
        ),
        MessageAttempted(conversation_id=talk, message_id=message, attempt=1),
        MessageSent(conversation_id=talk, message_id=message, attempt=1, own=f"our own {number}"),
    ]
