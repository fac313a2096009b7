"""Facts of one conversation, in the words of a story."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce

from contracts.conversation import (
    ClockStarted,
    ClockStep,
    ConversationAssigned,
    ConversationOpened,
    EscalationAcknowledged,
    EscalationRaised,
    MessageQueued,
    MessageReceived,
    MessageSent,
    Threaded,
    ThreadRule,
)
from contracts.event import Event, Recorded
from contracts.ids import ClockId, EmployeeId, derived
from contracts.inbound import AddressKind, Machine
from hub.domain.conversation import Conversation, evolve
from hub.domain.escalation import escalation_id
from tests.examples import ANNA, BORIS, GLEB, NOON, TALK, message_id

STEPS = 3
SPACING = 60
VIA = (AddressKind.TELEGRAM,)


def after(events: Iterable[Recorded[Event]]) -> Conversation:
    return reduce(evolve, events, Conversation())


def clock_id(number: int) -> ClockId:
    return ClockId(derived("clock", message_id(number)))


def opened() -> ConversationOpened:
    return ConversationOpened(
        conversation_id=TALK, identity_id=BORIS, channel="telegram", account="shop"
    )


def received(
    number: int = 1, *, machine: Machine | None = None, history: bool = False, text: str = "?"
) -> MessageReceived:
    return MessageReceived(
        conversation_id=TALK,
        message_id=message_id(number),
        identity_id=BORIS,
        inbound=number,
        key=f"key {number}",
        text=text,
        arrived_at=NOON,
        machine=machine,
        history=history,
        threaded=Threaded(rule=ThreadRule.CHAT),
    )


def clock(number: int = 1, *, on_duty: EmployeeId | None = GLEB) -> ClockStarted:
    """The n-th message waits since n minutes past noon; its steps are due 10 minutes apart."""
    since = NOON + timedelta(minutes=number)
    return ClockStarted(
        conversation_id=TALK,
        clock_id=clock_id(number),
        message_id=message_id(number),
        waiting_since=since,
        steps=tuple(
            ClockStep(due_at=since + timedelta(minutes=10 * (n + 1)), level=n, via=VIA)
            for n in range(STEPS)
        ),
        spacing_seconds=SPACING,
        on_duty=on_duty,
        policy=1,
    )


def queued(number: int = 100) -> MessageQueued:
    return MessageQueued(
        conversation_id=TALK,
        message_id=message_id(number),
        channel="telegram",
        account="shop",
        text="Добрый день",
        by=ANNA,
    )


def sent(number: int = 100) -> MessageSent:
    return MessageSent(conversation_id=TALK, message_id=message_id(number), attempt=1)


def assigned(employee: EmployeeId | None = ANNA) -> ConversationAssigned:
    return ConversationAssigned(conversation_id=TALK, employee_id=employee)


def raised(number: int = 1, step: int = 0) -> EscalationRaised:
    return EscalationRaised(
        conversation_id=TALK,
        clock_id=clock_id(number),
        escalation_id=escalation_id(clock_id(number), step),
        step=step,
        employee_id=ANNA,
        via=VIA,
        due_at=NOON,
        waiting_since=NOON,
    )


def acknowledged(number: int = 1, step: int = 0) -> EscalationAcknowledged:
    return EscalationAcknowledged(
        conversation_id=TALK,
        clock_id=clock_id(number),
        escalation_id=escalation_id(clock_id(number), step),
        by=ANNA,
    )
