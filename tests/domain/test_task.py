"""What may be done with a task, and when somebody is reminded of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from contracts.company import PolicySet, Step
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event
from contracts.reminder import About, ReminderSet
from contracts.task import TaskKind, TaskOpened, TaskRescheduled
from hub.domain.doing import (
    AcknowledgeTask,
    AssignTask,
    CancelTask,
    Command,
    FinishTask,
    OpenTask,
    RescheduleTask,
    decide,
)
from hub.domain.task import Task, TaskStatus, call_back
from hub.domain.working_time import WorkingTime
from tests.domain.sales import CALL, TASK, done
from tests.domain.test_working_time import calendar
from tests.examples import ANNA, BORIS, GLEB, NOON

TOMORROW = NOON + timedelta(days=1)
OPEN = OpenTask(TASK, "Позвонить", ANNA, TOMORROW, BORIS)
RESCHEDULE, FINISH = RescheduleTask(TOMORROW + timedelta(hours=1)), FinishTask("готово")
CANCEL = CancelTask("передумал")
POLICY = PolicySet(
    name="reply",
    calendar="main",
    steps=(Step(after_seconds=600, level=0), Step(after_seconds=1800, level=1)),
    on_duty=GLEB,
    spacing_seconds=90,
)


def given(*commands: Command) -> Task:
    state = Task()
    for command in commands:
        state = done(state, decide(state, command, NOON, GLEB))
    return state


def called_back(policy: PolicySet | None, working: WorkingTime | None) -> list[Event]:
    return call_back(TASK, BORIS, CALL, ANNA, NOON, policy, working)


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ([], OPEN),
        ([OPEN], AssignTask(GLEB)),
        ([OPEN], RESCHEDULE),
        ([OPEN], FINISH),
        ([OPEN], CANCEL),
        ([OPEN], AcknowledgeTask(ANNA)),
    ],
)
def test_a_command_that_is_given_twice_is_done_once(
    before: list[Command], command: Command
) -> None:
    assert decide(given(*before), command, NOON)
    assert decide(given(*before, command), command, NOON) == []


@pytest.mark.parametrize("end", [FINISH, CANCEL])
@pytest.mark.parametrize("command", [AssignTask(GLEB), RESCHEDULE])
def test_a_task_that_has_ended_stays_as_it_is(end: Command, command: Command) -> None:
    with pytest.raises(Conflict):
        decide(given(OPEN, end), command, NOON)


def test_a_task_that_was_done_is_not_cancelled() -> None:
    with pytest.raises(Conflict):
        decide(given(OPEN, FINISH), CANCEL, NOON)


def test_whose_task_it_is_is_reminded_when_it_is_due() -> None:
    clock = given(OPEN).reminder

    assert clock
    assert [(step.due_at, step.level) for step in clock.steps] == [(TOMORROW, 0)]
    assert (clock.since, clock.on_duty) == (NOON, GLEB)


def test_a_task_that_need_not_be_done_by_any_time_reminds_nobody() -> None:
    assert given(replace(OPEN, due_at=None)).reminder is None
    assert given(OPEN, RescheduleTask(None)).reminder is None


def test_a_task_that_is_due_later_reminds_anew_even_at_a_time_that_it_had_before() -> None:
    first = given(OPEN).reminder
    again = given(OPEN, RESCHEDULE, AcknowledgeTask(ANNA), RescheduleTask(TOMORROW)).reminder

    assert first
    assert again
    assert again.due_at == first.due_at
    assert again.clock_id != first.clock_id


@pytest.mark.parametrize("end", [FINISH, CANCEL, AcknowledgeTask(ANNA)])
def test_nobody_is_reminded_of_what_is_done_or_taken_on(end: Command) -> None:
    reminder = given(OPEN, end).reminder

    assert reminder is None or reminder.due_at is None


def test_a_due_time_is_kept_in_utc() -> None:
    moscow = timezone(timedelta(hours=3))
    (event, _) = decide(given(OPEN), RescheduleTask(datetime(2026, 12, 1, 9, tzinfo=moscow)), NOON)

    assert isinstance(event, TaskRescheduled)
    assert event.due_at == datetime(2026, 12, 1, 6, tzinfo=UTC)
    assert event.due_at.tzinfo is UTC


@pytest.mark.parametrize(
    "due_at",
    [
        NOON.replace(tzinfo=None),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=12))),
    ],
)
def test_a_due_time_that_no_calendar_knows_is_refused(due_at: datetime) -> None:
    with pytest.raises(Invalid) as opening:
        decide(Task(), replace(OPEN, due_at=due_at), NOON)
    with pytest.raises(Invalid) as rescheduling:
        decide(given(OPEN), RescheduleTask(due_at), NOON)

    assert opening.value.field == rescheduling.value.field == "due_at"


def test_a_task_that_never_was_cannot_be_done() -> None:
    with pytest.raises(NotFound):
        decide(Task(), FINISH, NOON)


def test_who_calls_back_is_reminded_as_of_a_client_who_waits() -> None:
    opened, clock = called_back(POLICY, WorkingTime(calendar()))

    assert isinstance(opened, TaskOpened)
    assert isinstance(clock, ReminderSet)
    assert (opened.kind, opened.call_id, opened.identity_id) == (TaskKind.CALL_BACK, CALL, BORIS)
    assert opened.due_at == clock.steps[0].due_at == NOON + timedelta(minutes=10)
    assert (clock.about, clock.on_duty, clock.spacing_seconds) == (About.TASK, GLEB, 90)
    assert [step.level for step in clock.steps] == [0, 1]


@pytest.mark.parametrize(
    ("policy", "working"), [(None, None), (POLICY, None), (None, WorkingTime(calendar()))]
)
def test_without_a_policy_and_its_calendar_nobody_is_reminded_to_call_back(
    policy: PolicySet | None, working: WorkingTime | None
) -> None:
    events = called_back(policy, working)

    assert len(events) == 1
    assert done(Task(), events).status is TaskStatus.OPEN
