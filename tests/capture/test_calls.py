"""What news of a call mean: the same call in any order, and somebody who has to call back."""

from collections.abc import Sequence
from itertools import permutations

import pytest

from contracts.call import CallReported
from contracts.event import Event
from contracts.inbound import CallPhase, Direction, Inbound
from contracts.reminder import ReminderSet
from contracts.task import TaskDone, TaskOpened
from hub.capture.picture import Picture
from hub.domain.task import TaskStatus
from tests.capture.arriving import PHONE_TYPED, filled, names, news, only, picture, said
from tests.examples import GLEB

RINGING = news("1", CallPhase.RINGING)
ANSWERED = news("2", CallPhase.ANSWERED, 1)
ENDED = news("3", CallPhase.ENDED, 5, duration_seconds=240)
MISSED = news("4", CallPhase.MISSED, 1)
OVER = news("5", CallPhase.ENDED, 1)


def told(known: Picture, inbounds: Sequence[Inbound]) -> list[Event]:
    return [event for events in said(known, *inbounds) for event in events]


def open_tasks(known: Picture) -> int:
    tasks = known.interest.tasks.values()
    return sum(task.status is TaskStatus.OPEN for task in tasks)


def test_a_first_caller_is_a_card_and_a_lead() -> None:
    (first,) = said(picture(), RINGING)

    assert names(first) == ["identity.claimed", "client.registered", "call.reported", "lead.opened"]


def test_a_missed_call_makes_a_task_and_a_clock() -> None:
    _, missed = said(picture(), RINGING, MISSED)

    assert names(missed) == ["call.reported", "task.opened", "reminder.set"]
    assert only(missed, TaskOpened).call_id == only(missed, CallReported).call_id
    assert only(missed, ReminderSet).on_duty == GLEB
    assert only(missed, ReminderSet).about_id == only(missed, TaskOpened).task_id


def test_without_a_policy_a_missed_call_is_still_a_task() -> None:
    _, missed = said(picture(policy=False), RINGING, MISSED)

    assert names(missed) == ["call.reported", "task.opened"]


@pytest.mark.parametrize("order", list(permutations((RINGING, ANSWERED, ENDED))))
def test_an_answered_call_leaves_no_task_in_whatever_order_its_news_come(
    order: Sequence[Inbound],
) -> None:
    known = picture()

    told(known, order)

    assert open_tasks(known) == 0
    (call,) = known.interest.calls.values()
    assert call.answered
    assert not call.missed


@pytest.mark.parametrize("order", list(permutations((RINGING, MISSED, OVER))))
def test_a_missed_call_is_one_task_in_whatever_order_its_news_come(
    order: Sequence[Inbound],
) -> None:
    known = picture()

    told(known, order)

    assert open_tasks(known) == 1


def test_the_same_news_five_times_are_one() -> None:
    known = picture()

    events = told(known, (RINGING, MISSED, *([MISSED] * 4)))

    assert names(events).count("task.opened") == 1
    assert names(events).count("inbound.repeated") == 4


def test_whoever_calls_back_has_done_the_task() -> None:
    back = news("5", CallPhase.ANSWERED, 9, call="c2", direction=Direction.OUT)

    *_, done = said(picture(), RINGING, MISSED, back)

    assert only(done, TaskDone)


def test_a_call_from_before_does_not_count_as_a_call_back() -> None:
    earlier = news("5", CallPhase.ANSWERED, -9, call="c0", direction=Direction.OUT)
    known = picture()

    told(known, (RINGING, MISSED, earlier))

    assert open_tasks(known) == 1


def test_an_outgoing_call_that_nobody_took_is_nobodys_task() -> None:
    ours = news("5", CallPhase.MISSED, direction=Direction.OUT)

    (events,) = said(picture(), ours)

    assert names(events) == ["identity.claimed", "client.registered", "call.reported"]


def test_a_hidden_number_is_a_call_without_a_card() -> None:
    (events,) = said(picture(), news("1", CallPhase.MISSED, who=()))

    assert names(events) == ["call.reported"]


def test_whoever_left_a_form_and_calls_is_no_second_lead() -> None:
    form, call = said(picture(), filled("0", PHONE_TYPED), RINGING)

    assert "lead.opened" in names(form)
    assert names(call) == ["call.reported"]
