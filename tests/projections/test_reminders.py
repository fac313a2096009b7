"""Which task or deal is late when, and who has to be told of what."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.conversation import ClockStep
from contracts.deal import DealLost, DealMoved, DealOpened, DealReopened, DealWon
from contracts.event import Event, Recorded, Subject
from contracts.ids import ClockId, DealId, EmployeeId, LeadId, NoticeId, TaskId, derived
from contracts.inbound import AddressKind
from contracts.lead import LeadAssigned
from contracts.notice import NoticeQueued, NoticeUnaddressed, Tiding, TidingKind
from contracts.reminder import (
    About,
    ReminderAcknowledged,
    ReminderRaised,
    ReminderSet,
    ReminderSkipped,
)
from contracts.task import TaskCancelled, TaskDone, TaskOpened, TaskRescheduled
from hub.domain import deal, task
from hub.domain.deal import Deal
from hub.domain.reminding import reminder_id
from hub.domain.task import Task
from hub.folds.reminders import REMINDERS, TIDINGS, TidingRow
from projections.kit import play
from tests.examples import ANNA, BORIS, GLEB, NOON, recorded, story

TASK = TaskId(derived("the task"))
DEAL = DealId(derived("the deal"))
LEAD = LeadId(derived("the lead"))
VIA = (AddressKind.TELEGRAM,)


def clock(about: About, number: int) -> ClockId:
    return ClockId(derived(about, number))


def reminded(about: About, id_: UUID, number: int = 1) -> ReminderSet:
    """Due after ten minutes, and after an hour."""
    steps = tuple(
        ClockStep(due_at=NOON + timedelta(minutes=after), level=level, via=VIA)
        for level, after in enumerate((10, 60))
    )
    return ReminderSet(
        about=about, about_id=id_, clock_id=clock(about, number), since=NOON, steps=steps
    )


def raised(about: About, id_: UUID, number: int = 1, step: int = 0) -> ReminderRaised:
    return ReminderRaised(
        about=about,
        about_id=id_,
        clock_id=clock(about, number),
        reminder_id=reminder_id(clock(about, number), step),
        step=step,
        employee_id=ANNA,
        via=VIA,
        due_at=NOON + timedelta(minutes=10),
        since=NOON,
    )


def _on_clock(about: About, id_: UUID, number: int) -> list[Event]:
    name = clock(about, number)
    skipped = ReminderSkipped(
        about=about, about_id=id_, clock_id=name, step=1, reason="nobody stands above"
    )
    acknowledged = ReminderAcknowledged(
        about=about, about_id=id_, clock_id=name, reminder_id=reminder_id(name, 0), by=ANNA
    )
    return [reminded(about, id_, number), raised(about, id_, number), skipped, acknowledged]


TASK_EVENTS: list[Event] = [
    *_on_clock(About.TASK, TASK, 1),
    *_on_clock(About.TASK, TASK, 2),
    TaskRescheduled(task_id=TASK, due_at=NOON),
    TaskDone(task_id=TASK),
    TaskCancelled(task_id=TASK, reason="no"),
]
DEAL_EVENTS: list[Event] = [
    *_on_clock(About.DEAL, DEAL, 1),
    *_on_clock(About.DEAL, DEAL, 2),
    DealMoved(deal_id=DEAL, pipeline="sales", from_stage="a", to_stage="b", visit=2),
    DealWon(deal_id=DEAL, visit=1),
    DealLost(deal_id=DEAL, visit=1, reason="price"),
]
OPENED = DealOpened(deal_id=DEAL, identity_id=BORIS, pipeline="sales", stage="a")


@given(st.lists(st.sampled_from(TASK_EVENTS), max_size=8))
def test_the_clock_of_a_task_is_the_one_that_decisions_see(events: list[Event]) -> None:
    told = story(TaskOpened(task_id=TASK), *events)
    state = Task()
    for one in told:
        state = task.evolve(state, one)

    row = play(REMINDERS, told).get((TASK,))

    assert (row and row.reminder) == state.reminder


@given(st.lists(st.sampled_from(DEAL_EVENTS), max_size=8))
def test_the_clock_of_a_deal_is_the_one_that_decisions_see(events: list[Event]) -> None:
    told = story(OPENED, *events)
    state = Deal()
    for one in told:
        state = deal.evolve(state, one)

    row = play(REMINDERS, told).get((DEAL,))

    assert (row and row.reminder) == state.reminder


def test_the_next_step_is_due_after_the_one_before() -> None:
    events = [reminded(About.TASK, TASK), raised(About.TASK, TASK)]

    first, second = (play(REMINDERS, story(*events[:count]))[(TASK,)].due_at for count in (1, 2))

    assert (first, second) == (NOON + timedelta(minutes=10), NOON + timedelta(hours=1))


def test_a_deal_that_is_reopened_waits_for_its_new_clock() -> None:
    again = DealReopened(deal_id=DEAL, stage="a", visit=2)

    assert play(REMINDERS, story(reminded(About.DEAL, DEAL), again)) == {}


def given_to(employee: EmployeeId | None, seq: int, actor: str = "watchdog") -> Recorded[Event]:
    event = LeadAssigned(lead_id=LEAD, employee_id=employee)
    one = recorded(event, seq, subject=Subject("lead", str(LEAD)))
    return Recorded(seq, one.id, one.subject, one.at, actor, event)


def tiding(events: list[Recorded[Event]]) -> TidingRow:
    (row,) = play(TIDINGS, events).values()
    assert isinstance(row, TidingRow)
    return row


def carried(row: TidingRow, seq: int, *, unaddressed: bool = False) -> Recorded[Event]:
    one = Tiding(
        tiding_id=row.tiding_id,
        kind=row.kind,
        about_id=row.about_id,
        since=row.since,
        step=row.step,
    )
    notice = NoticeId(derived("notice"))
    if unaddressed:
        return recorded(
            NoticeUnaddressed(notice_id=notice, employee_id=row.employee_id, tidings=(one,)), seq
        )
    queued = NoticeQueued(
        notice_id=notice,
        employee_id=row.employee_id,
        kind=AddressKind.TELEGRAM,
        channel="telegram",
        account="tg",
        tidings=(one,),
    )
    return recorded(queued, seq)


def test_who_is_given_a_lead_has_to_be_told_until_a_notice_says_it() -> None:
    new = tiding([given_to(ANNA, 1)])

    told, nowhere = (
        tiding([given_to(ANNA, 1), carried(new, 2, unaddressed=unaddressed)])
        for unaddressed in (False, True)
    )

    assert (new.kind, new.employee_id, new.told_at) == (TidingKind.LEAD, ANNA, None)
    assert told.told_at == nowhere.told_at == NOON


def test_who_takes_a_lead_by_hand_knows() -> None:
    assert play(TIDINGS, [given_to(ANNA, 1, f"employee:{ANNA}")]) == {}


def test_who_is_given_a_lead_by_a_colleague_does_not_know() -> None:
    assert tiding([given_to(ANNA, 1, f"employee:{GLEB}")]).employee_id == ANNA


def test_a_lead_that_goes_on_is_news_for_the_next_and_no_more_for_the_one_before() -> None:
    first = tiding([given_to(ANNA, 1)])

    passed_on = tiding([given_to(ANNA, 1), given_to(GLEB, 2), carried(first, 3)])

    assert (passed_on.employee_id, passed_on.told_at) == (GLEB, None)


def test_a_lead_that_is_nobodys_is_no_news() -> None:
    assert play(TIDINGS, [given_to(ANNA, 1), given_to(None, 2)]) == {}


@pytest.mark.parametrize(
    ("about", "id_", "kind"),
    [(About.TASK, TASK, TidingKind.TASK), (About.DEAL, DEAL, TidingKind.DEAL)],
)
def test_every_step_of_a_reminder_is_news_of_its_own(
    about: About, id_: UUID, kind: TidingKind
) -> None:
    steps = [raised(about, id_, step=step) for step in (0, 1)]
    first = play(TIDINGS, story(steps[0]))[(steps[0].reminder_id,)]

    found = play(TIDINGS, [*story(*steps), carried(first, 3)])

    assert [(row.kind, row.step, row.told_at is None) for row in found.values()] == [
        (kind, 0, False),
        (kind, 1, True),
    ]
