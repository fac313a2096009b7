"""A reminder climbs like an alarm: step by step, and no further once somebody took it on."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from contracts.conversation import ClockStep
from contracts.errors import Conflict
from contracts.event import Event
from contracts.ids import ClockId, EmployeeId, ReminderId, derived
from contracts.inbound import AddressKind
from contracts.reminder import About, ReminderRaised, ReminderSkipped
from hub.domain.escalation import Company
from hub.domain.reminder import Reminder, evolve
from hub.domain.reminding import Chain, acknowledge, climb, reminder_id, set_reminder
from tests.domain.sales import TASK
from tests.examples import ANNA, DARIA, GLEB, NOON, recorded

COMPANY = Company({ANNA: GLEB, GLEB: DARIA, DARIA: None})
MINUTE = timedelta(minutes=1)
STEPS = tuple(
    ClockStep(due_at=NOON + 10 * MINUTE * (n + 1), level=n, via=(AddressKind.EMAIL,))
    for n in range(3)
)
LATE = NOON + timedelta(hours=9)


def clock(on_duty: EmployeeId | None = None, steps: tuple[ClockStep, ...] = STEPS) -> Reminder:
    event = set_reminder(About.TASK, TASK, 1, NOON, Chain(steps, 60, on_duty))
    state = evolve(None, recorded(event))
    assert state is not None
    return state


def climbed(
    state: Reminder | None, holder: EmployeeId | None = ANNA, now: datetime = LATE
) -> list[Event]:
    return climb(About.TASK, TASK, state, holder, COMPANY, now)


def after(state: Reminder, events: list[Event], at: datetime = LATE) -> Reminder:
    kept: Reminder | None = state
    for event in events:
        kept = evolve(kept, recorded(event, at=at))
    assert kept is not None
    return kept


def taken(state: Reminder, by: EmployeeId, told: ReminderId | None = None) -> list[Event]:
    return acknowledge(About.TASK, TASK, state, by, told)


def test_a_chain_that_is_overdue_climbs_one_by_one_to_the_top() -> None:
    state, told, now = clock(), [], LATE
    while events := climbed(state, now=now):
        told += [getattr(event, "employee_id", None) for event in events]
        state = after(state, events, now)
        assert climbed(state, now=now + 59 * timedelta(seconds=1)) == []
        now += MINUTE

    assert told == [ANNA, GLEB, DARIA]


@pytest.mark.parametrize(
    ("holder", "on_duty", "told"), [(None, GLEB, GLEB), (ANNA, GLEB, ANNA), (None, None, None)]
)
def test_where_nobody_holds_it_who_is_on_duty_is_told(
    holder: EmployeeId | None, on_duty: EmployeeId | None, told: EmployeeId | None
) -> None:
    (event,) = climbed(clock(on_duty), holder)

    assert isinstance(event, ReminderRaised if told else ReminderSkipped)
    assert getattr(event, "employee_id", None) == told


def test_a_step_that_told_nobody_is_climbed_all_the_same() -> None:
    assert after(clock(), climbed(clock(), None)).step == 1


def test_nothing_climbs_before_it_is_due() -> None:
    assert climbed(clock(), now=STEPS[0].due_at - timedelta(seconds=1)) == []
    assert climbed(clock(), now=STEPS[0].due_at)
    assert climbed(None) == []


def test_a_step_has_the_same_name_whoever_judges_it() -> None:
    (event,) = climbed(clock())

    assert isinstance(event, ReminderRaised)
    assert event.reminder_id == reminder_id(clock().clock_id, 0)
    assert climbed(clock(), now=LATE + MINUTE) == [event]


def test_who_takes_it_on_stops_the_chain() -> None:
    state = after(clock(), climbed(clock()))

    assert climbed(after(state, taken(state, ANNA)), now=LATE + 2 * MINUTE) == []


def test_what_somebody_took_on_is_not_taken_from_them() -> None:
    state = after(clock(), taken(clock(), ANNA))

    assert taken(state, ANNA) == []
    with pytest.raises(Conflict):
        taken(state, GLEB)


def test_only_what_was_told_of_this_clock_can_be_answered() -> None:
    state = after(clock(), climbed(clock()))
    stale = ReminderId(derived("reminder", ClockId(derived("another")), 0))

    assert taken(state, ANNA, stale) == []
    assert taken(state, ANNA, reminder_id(state.clock_id, 1)) == []
    assert len(taken(state, ANNA, reminder_id(state.clock_id, 0))) == 1


def test_what_belongs_to_another_clock_changes_nothing() -> None:
    other = replace(clock(), clock_id=ClockId(derived("another")))

    assert after(clock(), [*climbed(other), *taken(other, ANNA)]) == clock()
