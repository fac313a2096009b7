"""A button of a notice, or an answer to one: whoever was told takes it on, and nobody else."""

import pytest

from contracts.capture import AsideReason, InboundSetAside
from contracts.conversation import ConversationOpened, EscalationAcknowledged
from contracts.event import Event, Subject
from contracts.ids import EmployeeId, IdentityId, MessageId, NoticeId, derived
from contracts.inbound import Address, CallPhase, Inbound
from contracts.notice import Alarm, Tiding, TidingKind
from contracts.reminder import About
from contracts.task import TaskDone
from hub.capture.picture import Picture
from hub.capture.sender import ACKNOWLEDGE
from hub.domain.conversation import evolve
from hub.domain.escalation import Company, climb
from hub.domain.reminding import climb as climb_reminder
from hub.domain.reminding import reminder_id
from hub.folds.clocks import NoticeRow
from projections.registry import ReferenceRow
from tests.capture.arriving import (
    BORIS_CHATS,
    GLEB_CHATS,
    VERA_CHATS,
    button,
    chat,
    identity,
    letter,
    names,
    news,
    only,
    picture,
    said,
)
from tests.domain.talk import queued, sent
from tests.examples import ANNA, GLEB, NOON, recorded

NOTICE = NoticeId(derived("notice", 1))
LATER = NOON.replace(hour=23)
PRESSED = f"{ACKNOWLEDGE}{NOTICE}"


def alarmed() -> Picture:
    """Boris waits too long, and Gleb was told by a notice; Vera's address is Anna's."""
    known = picture()
    (first,) = said(known, chat("1", BORIS_CHATS))
    talk = only(first, ConversationOpened).conversation_id
    (raised,) = climb(known.conversation(talk), Company({GLEB: None}), LATER)
    happens(known, raised)
    alarm = Alarm.model_validate(raised.model_dump())
    known.notices = {NOTICE: NoticeRow(NOTICE, GLEB, (alarm,))}
    known.bindings = {
        IdentityId(identity(GLEB_CHATS)): EmployeeId(GLEB),
        IdentityId(identity(VERA_CHATS)): EmployeeId(ANNA),
    }
    return known


def happens(known: Picture, *events: Event) -> None:
    """Facts about the only conversation, by others."""
    (talk,) = known.conversations
    for event in events:
        known.following += 1
        state = evolve(known.conversation(talk), recorded(event, known.following))
        known.conversations[talk] = state


def told(known: Picture, inbound: Inbound) -> list[Event]:
    (events,) = said(known, inbound, after=9)
    return events


def aside(events: list[Event]) -> AsideReason:
    return AsideReason(only(events, InboundSetAside).reason)


def test_the_button_takes_on_what_the_notice_told_of() -> None:
    events = told(alarmed(), button("2", GLEB_CHATS, PRESSED))

    assert only(events, EscalationAcknowledged).by == GLEB
    assert aside(events) is AsideReason.ACKNOWLEDGEMENT


def test_an_answer_to_the_notice_takes_it_on_by_our_signature() -> None:
    signed = letter("2", GLEB_CHATS, answers=(MessageId(NOTICE),))

    assert only(told(alarmed(), signed), EscalationAcknowledged).by == GLEB


def test_an_answer_to_the_notice_takes_it_on_by_the_providers_name() -> None:
    known = alarmed()
    known.references["own notice"] = ReferenceRow("own notice", MessageId(NOTICE), None)

    assert only(told(known, letter("2", GLEB_CHATS, "notice")), EscalationAcknowledged).by == GLEB


@pytest.mark.parametrize(
    "who", [BORIS_CHATS, VERA_CHATS], ids=["a client", "an employee who was not told"]
)
def test_nobody_else_takes_it_on(who: Address) -> None:
    events = told(alarmed(), button("2", who, PRESSED))

    assert names(events) == ["inbound.set_aside"]
    assert aside(events) is AsideReason.STALE_BUTTON


@pytest.mark.parametrize(
    "data", ["ack:", "ack:nonsense", f"ack:{derived('other')}", "", PRESSED[4:]]
)
def test_a_button_that_means_nothing_does_nothing(data: str) -> None:
    assert aside(told(alarmed(), button("2", GLEB_CHATS, data))) is AsideReason.STALE_BUTTON


def test_a_button_pressed_twice_takes_it_on_once() -> None:
    known = alarmed()
    told(known, button("2", GLEB_CHATS, PRESSED))

    (again,) = said(known, button("3", GLEB_CHATS, PRESSED), after=10)

    assert names(again) == ["inbound.set_aside"]


def test_the_button_of_a_wait_that_is_over_does_not_take_on_the_next_one() -> None:
    """Boris was answered and waits again; the old notice told of the first wait alone."""
    known = alarmed()
    happens(known, queued(), sent())
    said(known, chat("2", BORIS_CHATS), after=3)
    (talk,) = known.conversations
    happens(known, *climb(known.conversation(talk), Company({GLEB: None}), LATER))

    events = told(known, button("3", GLEB_CHATS, PRESSED))

    assert names(events) == ["inbound.set_aside"]


def told_of_a_task() -> Picture:
    """A call-back is due, and Gleb was told by a notice."""
    known = picture()
    said(known, news("1", CallPhase.MISSED))
    ((task_id, task),) = known.interest.tasks.items()
    assert task.reminder is not None
    subject = Subject("task", str(task_id))
    climbed = climb_reminder(About.TASK, task_id, task.reminder, None, Company({GLEB: None}), LATER)
    known.interest.learn(recorded(climbed[0], 50, subject=subject))
    known.bindings[IdentityId(identity(GLEB_CHATS))] = GLEB
    tiding = Tiding(
        tiding_id=reminder_id(task.reminder.clock_id, 0),
        kind=TidingKind.TASK,
        about_id=task_id,
        since=NOON,
    )
    known.notices[NOTICE] = NoticeRow(NOTICE, GLEB, (), (tiding,))
    return known


def test_the_button_takes_on_the_task_that_the_notice_told_of() -> None:
    known = told_of_a_task()

    (taken,) = said(known, button("9", GLEB_CHATS, PRESSED), after=60)

    assert names(taken) == ["reminder.acknowledged", "inbound.set_aside"]
    (task,) = known.interest.tasks.values()
    assert task.reminder is not None
    assert task.reminder.acknowledged_by == GLEB


def test_a_task_that_is_done_is_not_taken_on() -> None:
    known = told_of_a_task()
    (task_id,) = known.interest.tasks
    done = recorded(TaskDone(task_id=task_id), 51, subject=Subject("task", str(task_id)))
    known.interest.learn(done)

    (taken,) = said(known, button("9", GLEB_CHATS, PRESSED), after=60)

    assert names(taken) == ["inbound.set_aside"]
