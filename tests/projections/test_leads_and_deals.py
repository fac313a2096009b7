"""What the lists of leads, deals and tasks show."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from contracts.company import EmployeeAvailabilityChanged, EmployeeRegistered, RotationSet
from contracts.deal import DealPriced
from contracts.event import Event
from contracts.lead import (
    AssignmentRule,
    LeadAttached,
    LeadQualified,
    LeadRejected,
    LeadReopened,
)
from contracts.task import TaskAssigned, TaskCancelled, TaskDone, TaskRescheduled
from projections.company import EMPLOYEES, ROTATIONS
from projections.deals import DEALS, VISITS, DealRow, VisitRow
from projections.history import STEPS
from projections.kit import play
from projections.leads import LEADS, SUBMISSIONS, TURNS, LeadRow
from projections.tasks import TASKS, TaskRow
from tests.examples import ANNA, GLEB, NOON, VERA, story
from tests.projections.sales import (
    DEAL,
    LEAD,
    PRICE,
    TASK,
    TO_DO,
    begun,
    filled_in,
    given_to,
    interested,
    lost,
    minute,
    moved,
    resumed,
    won,
)
from tests.projections.ways import ways

QUALIFIED = LeadQualified(lead_id=LEAD, deal_id=DEAL)
REJECTED = LeadRejected(lead_id=LEAD, reason="не наш город")
REOPENED = LeadReopened(lead_id=LEAD)


def lead(*events: Event) -> LeadRow:
    (row,) = play(LEADS, story(interested(), *events)).values()
    assert isinstance(row, LeadRow)
    return row


def deal(*events: Event) -> DealRow:
    (row,) = play(DEALS, story(begun(), *events)).values()
    assert isinstance(row, DealRow)
    return row


def task(*events: Event) -> TaskRow:
    (row,) = play(TASKS, story(TO_DO, *events)).values()
    assert isinstance(row, TaskRow)
    return row


def stays(*events: Event) -> list[VisitRow]:
    return list(play(VISITS, story(begun(), *events)).values())


@pytest.mark.parametrize(
    ("events", "shown"),
    [
        ([], ("open", None, None, None)),
        ([QUALIFIED], ("qualified", None, DEAL, minute(2))),
        ([REJECTED], ("rejected", "не наш город", None, minute(2))),
        ([REJECTED, REOPENED], ("open", None, None, None)),
        ([REJECTED, REOPENED, QUALIFIED], ("qualified", None, DEAL, minute(4))),
    ],
)
def test_a_lead_shows_how_it_stands(events: list[Event], shown: object) -> None:
    row = lead(*events)

    assert (row.status, row.reason, row.deal_id, row.closed_at) == shown


def test_a_lead_is_whose_it_was_given_to_last() -> None:
    row = lead(given_to(ANNA), given_to(None, AssignmentRule.BY_HAND))

    assert (row.assignee_id, row.assigned_seq) == (None, 3)


def test_a_claim_that_was_wrong_takes_the_lead_along() -> None:
    row = lead(LeadAttached(lead_id=LEAD, identity_id=VERA, by="employee:1"))

    assert (row.identity_id, row.claimed) == (VERA, False)


def test_only_what_the_hub_gave_is_a_turn() -> None:
    events = [
        given_to(ANNA),
        given_to(GLEB, AssignmentRule.LAST_MANAGER),
        given_to(ANNA, AssignmentRule.BY_HAND),
        given_to(None),
    ]

    rows = play(TURNS, story(*events))

    assert {employee: row.last_seq for (employee,), row in rows.items()} == {ANNA: 1, GLEB: 2}


def test_every_form_is_kept_on_its_lead() -> None:
    rows = play(SUBMISSIONS, story(interested(), filled_in(1), filled_in(2)))

    assert {row.lead_id for row in rows.values()} == {LEAD}
    assert [row.received_at for row in rows.values()] == [minute(2), minute(3)]


def test_of_an_erased_person_only_the_form_is_left() -> None:
    erased = filled_in().model_copy(update={"fields": None, "page": None})

    row = play(SUBMISSIONS, story(erased))[(1,)]

    assert (row.form, row.fields, row.page) == ("order", None, None)


def test_a_deal_shows_where_it_stands_and_since_when() -> None:
    row = deal(moved(2, "intent", "documents"), DealPriced(deal_id=DEAL, price=PRICE))

    assert (row.stage, row.stage_since, row.visit) == ("documents", minute(2), 2)
    assert (row.price_minor, row.currency) == (10_000_050, "RUB")


def test_winning_keeps_the_price_unless_it_says_another() -> None:
    price = DealPriced(deal_id=DEAL, price=PRICE)

    assert deal(price, won(1)).price_minor == 10_000_050
    assert deal(price, won(1, PRICE.model_copy(update={"minor": 7}))).price_minor == 7


def test_a_deal_that_goes_on_after_all_is_not_lost() -> None:
    row = deal(lost(1), resumed(2, "offer"))

    assert (row.status, row.stage, row.reason, row.closed_at) == ("open", "offer", None, None)


def test_each_stay_ends_where_the_next_begins_and_says_how() -> None:
    rows = stays(moved(2, "intent", "documents"), lost(2), resumed(3, "offer"), won(3))

    assert [(row.stage, row.outcome, row.to_stage) for row in rows] == [
        ("intent", "moved", "documents"),
        ("documents", "lost", None),
        ("offer", "won", None),
    ]
    assert [row.left_at for row in rows] == [minute(2), minute(3), minute(5)]


@given(ways())
def test_a_deal_is_in_one_stay_while_it_is_open_and_in_none_when_it_is_not(
    events: list[Event],
) -> None:
    row, rows = deal(*events), stays(*events)

    inside = [(stay.visit, stay.stage) for stay in rows if stay.outcome is None]

    assert inside == ([(row.visit, row.stage)] if row.status == "open" else [])
    assert [stay.visit for stay in rows] == list(range(1, row.visit + 1))


@given(ways())
def test_no_time_is_lost_between_stays(events: list[Event]) -> None:
    rows = stays(*events)

    for before, after in pairwise(rows):
        assert before.left_at is not None
        assert before.left_at <= after.entered_at
        assert before.outcome != "moved" or before.left_at == after.entered_at


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        (TaskDone(task_id=TASK, outcome="Дозвонилась"), ("done", "Дозвонилась", minute(2))),
        (
            TaskCancelled(task_id=TASK, reason="called_back"),
            ("cancelled", "called_back", minute(2)),
        ),
        (TaskAssigned(task_id=TASK, employee_id=GLEB), ("open", None, None)),
    ],
    ids=["done", "cancelled", "assigned"],
)
def test_a_task_shows_how_it_went(event: Event, shown: object) -> None:
    row = task(event)

    assert (row.status, row.outcome, row.finished_at) == shown


def test_a_task_is_due_when_it_was_said_last() -> None:
    later = NOON + timedelta(days=1)

    assert task(TaskRescheduled(task_id=TASK, due_at=later)).due_at == later
    assert task(TaskRescheduled(task_id=TASK, due_at=None)).due_at is None


def test_a_step_is_kept_where_it_stood_with_what_it_said() -> None:
    rows = play(STEPS, story(interested(), begun(), moved(2, "intent", "documents")))

    assert [(row.about_id, row.kind) for row in rows.values()] == [
        (LEAD, "lead.opened"),
        (DEAL, "deal.opened"),
        (DEAL, "deal.moved"),
    ]
    assert rows[(3,)].detail["to_stage"] == "documents"


def test_who_is_on_leave_takes_no_leads_until_they_are_back() -> None:
    came = EmployeeRegistered(employee_id=ANNA, name="Анна")
    away, back = (
        EmployeeAvailabilityChanged(employee_id=ANNA, available=there) for there in (False, True)
    )

    gone = play(EMPLOYEES, story(came, away))[(ANNA,)]

    assert not gone.available
    assert play(EMPLOYEES, story(came, away, back))[(ANNA,)].available


def test_the_last_rotation_is_in_force() -> None:
    first = RotationSet(name="leads", employees=(ANNA,))
    last = RotationSet(name="leads", employees=(GLEB, ANNA), prefer_last=False)

    row = play(ROTATIONS, story(first, last))[("leads",)]

    assert (row.employees, row.prefer_last) == ((GLEB, ANNA), False)
