"""Tasks that are late and deals that stand still: who is told, and when no more."""

from datetime import timedelta

from contracts.conversation import ClockStep
from contracts.deal import DealMoved, DealOpened
from contracts.event import Subject
from contracts.ids import ClockId, DealId, EmployeeId, TaskId, derived
from contracts.inbound import AddressKind
from contracts.reminder import About, ReminderAcknowledged, ReminderSet
from contracts.task import TaskAssigned, TaskDone, TaskOpened
from hub.domain.reminding import reminder_id
from hub.house import House
from tests.clock import Hands
from tests.examples import ANNA, BORIS, DARIA, GLEB, NOON
from tests.story import happened
from tests.watchdog.story import are_told, looked, tidings, told, watched

TASK = TaskId(derived("the task"))
DEAL = DealId(derived("the deal"))
ON_TASK = Subject("task", str(TASK))
ON_DEAL = Subject("deal", str(DEAL))
CLOCK = ClockId(derived("the clock"))


def climbs(about: About, *minutes: int, on_duty: EmployeeId | None = None) -> ReminderSet:
    """The chain climbs after these minutes, one level each."""
    steps = tuple(
        ClockStep(due_at=NOON + timedelta(minutes=after), level=level, via=(AddressKind.TELEGRAM,))
        for level, after in enumerate(minutes)
    )
    return ReminderSet(
        about=about,
        about_id=TASK if about is About.TASK else DEAL,
        clock_id=CLOCK,
        since=NOON,
        steps=steps,
        on_duty=on_duty,
    )


async def has_to(house: House, *minutes: int, who: EmployeeId | None = ANNA) -> None:
    """There is a task, and the chain climbs after these minutes; Gleb is on duty."""
    opened = TaskOpened(task_id=TASK, title="Отправить договор", assignee_id=who, due_at=NOON)
    await happened(house, ON_TASK, opened, climbs(About.TASK, *minutes, on_duty=GLEB), key=TASK)


async def sells(house: House, *minutes: int) -> None:
    """Anna's deal may stay in its stage for the first of these minutes."""
    opened = DealOpened(
        deal_id=DEAL, identity_id=BORIS, pipeline="sales", stage="intent", owner_id=ANNA
    )
    await happened(house, ON_DEAL, opened, climbs(About.DEAL, *minutes), key=BORIS)


async def test_a_task_that_is_late_climbs_from_anna_to_gleb_to_daria(
    firm: House, hands: Hands
) -> None:
    await has_to(firm, 10, 30, 120)

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=10)
        await are_told(firm, ANNA)
        hands.at = NOON + timedelta(minutes=30)
        await are_told(firm, ANNA, GLEB)
        hands.at = NOON + timedelta(minutes=120)
        await are_told(firm, ANNA, GLEB, DARIA)

    assert await tidings(firm) == [(who, [TASK]) for who in (ANNA, GLEB, DARIA)]


async def test_after_an_outage_overdue_steps_fire_once_in_order_and_spaced(
    firm: House, hands: Hands
) -> None:
    await has_to(firm, 10, 30)
    hands.at = NOON + timedelta(hours=8)

    async with watched(firm):
        await are_told(firm, ANNA)
        await looked(firm)
        assert await tidings(firm) == [(ANNA, [TASK]), (DARIA, [])]
        hands.forward(seconds=61)
        await are_told(firm, ANNA, DARIA, GLEB)


async def test_a_task_that_is_done_reminds_nobody(firm: House, hands: Hands) -> None:
    await has_to(firm, 10, 30)
    await happened(firm, ON_TASK, TaskDone(task_id=TASK))

    async with watched(firm):
        hands.forward(hours=1)
        await looked(firm)

    assert await told(firm) == [DARIA]


async def test_a_task_that_somebody_took_on_reminds_nobody_else(firm: House, hands: Hands) -> None:
    await has_to(firm, 10, 30)
    taken = ReminderAcknowledged(
        about=About.TASK,
        about_id=TASK,
        clock_id=CLOCK,
        reminder_id=reminder_id(CLOCK, 0),
        by=ANNA,
    )

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=10)
        await are_told(firm, ANNA)
        await happened(firm, ON_TASK, taken)
        hands.forward(hours=1)
        await looked(firm)

    assert await told(firm) == [ANNA, DARIA]


async def test_the_assignee_of_the_moment_is_reminded(firm: House, hands: Hands) -> None:
    await has_to(firm, 10)
    await happened(firm, ON_TASK, TaskAssigned(task_id=TASK, employee_id=DARIA))

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=10)
        await are_told(firm, DARIA)


async def test_of_a_task_that_is_nobodys_who_is_on_duty_is_told(firm: House, hands: Hands) -> None:
    await has_to(firm, 10, who=None)

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=10)
        await are_told(firm, GLEB)


async def test_a_deal_that_stands_still_climbs_from_its_owner_to_the_head(
    firm: House, hands: Hands
) -> None:
    await sells(firm, 10, 30)

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=10)
        await are_told(firm, ANNA)
        hands.at = NOON + timedelta(minutes=30)
        await are_told(firm, ANNA, GLEB)

    assert await tidings(firm) == [(ANNA, [DEAL]), (GLEB, [DEAL])]


async def test_a_deal_that_moves_on_in_time_reminds_nobody(firm: House, hands: Hands) -> None:
    await sells(firm, 10, 30)
    moved = DealMoved(
        deal_id=DEAL, pipeline="sales", from_stage="intent", to_stage="offer", visit=2
    )
    await happened(firm, ON_DEAL, moved)

    async with watched(firm):
        hands.forward(hours=1)
        await looked(firm)

    assert await told(firm) == [DARIA]
