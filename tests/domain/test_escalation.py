"""The chain of command: who is told, level by level, when a client waits too long."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.conversation import EscalationRaised, EscalationSkipped
from contracts.event import Event
from contracts.ids import EmployeeId
from hub.domain.escalation import Company, climb
from tests.domain.talk import acknowledged, after, assigned, clock, opened, queued, raised
from tests.examples import ANNA, DARIA, GLEB, NOON, story

COMPANY = Company({ANNA: GLEB, GLEB: DARIA, DARIA: None})
LATE = NOON + timedelta(hours=9)


def told(company: Company, *events: Event) -> EmployeeId | None:
    """Whom the next step tells; None where it is skipped."""
    (event,) = climb(after(story(opened(), *events)), company, LATE)
    assert isinstance(event, EscalationRaised | EscalationSkipped)
    return getattr(event, "employee_id", None)


@pytest.mark.parametrize(("level", "who"), list(enumerate([ANNA, GLEB, DARIA])))
def test_each_step_tells_one_level_above(level: int, who: EmployeeId) -> None:
    climbed = [raised(step=step) for step in range(level)]

    assert told(COMPANY, assigned(ANNA), clock(), *climbed) == who


def test_where_nobody_is_assigned_who_is_on_duty_is_told() -> None:
    assert told(COMPANY, clock(on_duty=GLEB)) == GLEB


def test_a_head_who_has_left_is_passed_over() -> None:
    without_gleb = replace(COMPANY, departed=frozenset({GLEB}))

    assert told(without_gleb, assigned(ANNA), clock(), raised()) == DARIA


def test_for_an_assignee_who_has_left_the_head_is_told() -> None:
    without_anna = replace(COMPANY, departed=frozenset({ANNA}))

    assert told(without_anna, assigned(ANNA), clock()) == GLEB


def test_for_an_assignee_who_has_left_and_had_no_head_who_is_on_duty_is_told() -> None:
    without_daria = replace(COMPANY, departed=frozenset({DARIA}))

    assert told(without_daria, assigned(DARIA), clock(on_duty=GLEB)) == GLEB


def test_a_step_with_nobody_to_tell_is_skipped() -> None:
    assert told(COMPANY, clock(on_duty=None)) is None


def test_a_step_above_the_top_is_skipped() -> None:
    assert told(COMPANY, assigned(DARIA), clock(), raised()) is None


def test_a_circle_of_heads_ends() -> None:
    circle = Company({ANNA: GLEB, GLEB: ANNA}, frozenset({ANNA, GLEB}))

    assert circle.above(ANNA, 5) is None


def test_nothing_climbs_before_it_is_due() -> None:
    state = after(story(opened(), clock(1)))

    assert climb(state, COMPANY, NOON + timedelta(minutes=11, seconds=-1)) == []


@pytest.mark.parametrize(
    "faster", [queued(), acknowledged()], ids=["an answer", "somebody who took it on"]
)
def test_whoever_is_faster_than_the_alarm_wins(faster: Event) -> None:
    state = after(story(opened(), clock(1), raised(), faster))

    assert climb(state, COMPANY, LATE) == []


def test_the_same_step_has_the_same_name_whoever_judges_it() -> None:
    state = after(story(opened(), clock(1)))

    assert climb(state, COMPANY, LATE) == climb(state, COMPANY, LATE + timedelta(hours=1))
