"""An employee answers a notice of a task or of a deal: what follows."""

from dataclasses import replace

from contracts.conversation import ClockStep
from contracts.event import Event, Subject
from contracts.ids import ClockId, DealId, EmployeeId, NoticeId, TaskId, derived
from contracts.inbound import AddressKind
from contracts.notice import NoticeQueued, Tiding, TidingKind
from contracts.reminder import About, ReminderAcknowledged
from hub.domain import paging
from hub.domain.deal import Deal
from hub.domain.paging import Pager
from hub.domain.reminder import Reminder
from hub.domain.reminder_taking import taken_tidings
from hub.domain.reminding import reminder_id
from hub.domain.task import Task
from tests.examples import ANNA, GLEB, NOON, recorded

TASK = TaskId(derived("the task"))
DEAL = DealId(derived("the deal"))
CLOCK = ClockId(derived("the clock"))
STEPS = (ClockStep(due_at=NOON, level=0, via=(AddressKind.TELEGRAM,)),) * 2
CLIMBED = Reminder(CLOCK, NOON, STEPS, 60, None, step=1, climbed_at=NOON)


def told(kind: TidingKind, clock: ClockId = CLOCK) -> Tiding:
    about = TASK if kind is TidingKind.TASK else DEAL
    return Tiding(tiding_id=reminder_id(clock, 0), kind=kind, about_id=about, since=NOON)


def anna_answers(reminder: Reminder | None, clock: ClockId = CLOCK) -> list[tuple[Subject, Event]]:
    """The notice told of a task."""
    states = {Subject("task", str(TASK)): Task(task_id=TASK, reminder=reminder)}
    return taken_tidings([told(TidingKind.TASK, clock)], states, ANNA)


def test_an_answer_takes_on_every_task_and_deal_that_the_notice_told_of() -> None:
    states = {
        Subject("task", str(TASK)): Task(task_id=TASK, reminder=CLIMBED),
        Subject("deal", str(DEAL)): Deal(deal_id=DEAL, reminder=CLIMBED),
    }

    taken = taken_tidings([told(TidingKind.TASK), told(TidingKind.DEAL)], states, ANNA)

    assert [(subject.aggregate, type(event)) for subject, event in taken] == [
        ("task", ReminderAcknowledged),
        ("deal", ReminderAcknowledged),
    ]
    assert [(e.about, e.by) for _, e in taken if isinstance(e, ReminderAcknowledged)] == [
        (About.TASK, ANNA),
        (About.DEAL, ANNA),
    ]


def test_nothing_follows_where_the_task_is_done() -> None:
    assert anna_answers(None) == []


def test_nothing_follows_where_another_clock_runs_now() -> None:
    assert anna_answers(CLIMBED, ClockId(derived("the clock before"))) == []


def test_nothing_follows_where_somebody_has_it() -> None:
    def had_by(who: EmployeeId) -> Reminder:
        return replace(CLIMBED, acknowledged_by=who)

    assert anna_answers(had_by(GLEB)) == anna_answers(had_by(ANNA)) == []


def test_nothing_follows_from_a_lead_or_from_what_is_not_there() -> None:
    lead = Tiding(tiding_id=derived("t"), kind=TidingKind.LEAD, about_id=TASK, since=NOON)

    assert taken_tidings([lead, told(TidingKind.DEAL)], {}, ANNA) == []


def test_a_pager_remembers_the_tidings_that_were_told() -> None:
    queued = NoticeQueued(
        notice_id=NoticeId(derived("notice")),
        employee_id=ANNA,
        kind=AddressKind.TELEGRAM,
        channel="telegram",
        account="tg",
        tidings=(told(TidingKind.TASK),),
    )

    state = paging.evolve(Pager(), recorded(queued))

    assert state.told == (reminder_id(CLOCK, 0),)
