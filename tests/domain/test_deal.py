"""What may be done with a deal; given again, a command changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.deal import DealMoved, DealOpened, DealReopened, DealWon
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event
from contracts.lead import LeadAttached
from contracts.money import Money
from contracts.reminder import About, ReminderSet
from hub.domain.deal import Deal, DealStatus
from hub.domain.deal_commands import (
    AcknowledgeDeal,
    AssignDeal,
    Command,
    LoseDeal,
    MoveDeal,
    PriceDeal,
    ReopenDeal,
    Setting,
    WinDeal,
)
from hub.domain.pipeline import SHIPPED, Pipeline
from hub.domain.selling import decide
from hub.domain.working_time import WorkingTime
from tests.domain.sales import DEAL, LEAD, OPEN_DEAL, REPAIR, SETTING, WEEK, deal, sold
from tests.domain.test_working_time import calendar
from tests.examples import ANNA, GLEB, NOON, VERA

PRICE = Money(minor=12_500_050, currency="RUB")
MOVE, WIN, LOSE = MoveDeal("paid"), WinDeal(PRICE), LoseDeal("дорого")


def clock_of(events: list[Event]) -> ReminderSet:
    (clock,) = (event for event in events if isinstance(event, ReminderSet))
    return clock


@pytest.mark.parametrize(
    "command",
    [OPEN_DEAL, MOVE, PriceDeal(PRICE), AssignDeal(ANNA), WIN, LOSE],
    ids=lambda command: type(command).__name__,
)
def test_a_command_that_is_given_twice_is_done_once(command: Command) -> None:
    before = Deal() if command is OPEN_DEAL else deal()
    once = decide(before, command, SETTING)

    assert len(once) == 1
    assert decide(sold(before, once), command, SETTING) == []


def test_a_deal_begins_in_the_first_stage() -> None:
    (event,) = decide(Deal(), OPEN_DEAL, SETTING)

    assert isinstance(event, DealOpened)
    assert (event.pipeline, event.stage) == ("repair", "asked")


def test_each_stay_in_a_stage_has_its_number() -> None:
    moved = decide(deal(MOVE), MoveDeal("asked"), SETTING)

    assert moved == [
        DealMoved(deal_id=DEAL, pipeline="repair", from_stage="paid", to_stage="asked", visit=3)
    ]


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ([], MoveDeal(SHIPPED.stages[0].name)),
        ([], MoveDeal("")),
        ([LOSE], ReopenDeal("nowhere")),
    ],
)
def test_a_stage_of_another_pipeline_is_refused(before: list[Command], command: Command) -> None:
    with pytest.raises(Invalid) as refused:
        decide(deal(*before), command, SETTING)

    assert refused.value.field == "stage"


def test_a_deal_begins_in_no_stage_of_another_pipeline() -> None:
    with pytest.raises(Invalid) as refused:
        decide(Deal(), replace(OPEN_DEAL, stage="offer"), SETTING)

    assert refused.value.field == "stage"


def test_a_deal_does_not_begin_in_a_pipeline_that_is_none() -> None:
    with pytest.raises(Invalid) as refused:
        decide(Deal(), OPEN_DEAL, Setting(Pipeline(), NOON))

    assert refused.value.field == "pipeline"


@pytest.mark.parametrize(
    ("end", "command"),
    [
        *((end, command) for end in (WIN, LOSE) for command in (MOVE, PriceDeal(None))),
        (WIN, LOSE),
        (LOSE, WIN),
    ],
)
def test_what_has_ended_stays_as_it_is(end: Command, command: Command) -> None:
    with pytest.raises(Conflict):
        decide(deal(PriceDeal(Money(minor=1, currency="RUB")), end), command, SETTING)


def test_a_deal_that_was_won_for_one_price_was_not_won_for_another() -> None:
    with pytest.raises(Conflict):
        decide(deal(WIN), WinDeal(Money(minor=1, currency="RUB")), SETTING)


def test_who_saw_it_elsewhere_does_not_move_it() -> None:
    with pytest.raises(Conflict) as refused:
        decide(deal(MOVE), MoveDeal("visit", expected="asked"), SETTING)

    assert refused.value.field == "from"


def test_a_deal_is_won_for_what_it_is_worth() -> None:
    (event,) = decide(deal(PriceDeal(PRICE)), WinDeal(), SETTING)

    assert event == DealWon(deal_id=DEAL, visit=1, price=PRICE)


def test_a_deal_that_was_lost_goes_on_where_it_ended() -> None:
    (event,) = decide(deal(MOVE, LOSE), ReopenDeal(), SETTING)

    assert event == DealReopened(deal_id=DEAL, stage="paid", visit=3)
    assert sold(deal(MOVE, LOSE), [event]).status is DealStatus.OPEN


def test_a_stage_that_is_gone_has_to_be_replaced_when_a_deal_reopens() -> None:
    shorter = replace(SETTING, pipeline=replace(REPAIR, stages=REPAIR.stages[:2]))

    with pytest.raises(Invalid):
        decide(deal(MOVE, LOSE), ReopenDeal(), shorter)
    assert decide(deal(MOVE, LOSE), ReopenDeal("asked"), shorter)


def test_a_stage_that_may_not_last_for_ever_has_a_clock() -> None:
    clock = clock_of(decide(deal(), MoveDeal("visit"), replace(SETTING, on_duty=GLEB)))

    assert (clock.about, clock.about_id, clock.on_duty) == (About.DEAL, DEAL, GLEB)
    assert [(step.due_at, step.level) for step in clock.steps] == [
        (NOON + timedelta(hours=1), 0),
        (NOON + WEEK, 1),
    ]


def test_the_clock_of_a_stage_counts_working_time_where_there_is_a_calendar() -> None:
    evening = NOON.replace(hour=20)
    setting = Setting(REPAIR, evening, WorkingTime(calendar()))
    clock = clock_of(decide(deal(), MoveDeal("visit"), setting))

    assert clock.steps[0].due_at > evening + timedelta(hours=10)
    assert clock.steps[1].due_at == evening + WEEK


@pytest.mark.parametrize("command", [MOVE, WIN, LOSE])
def test_a_stage_that_is_left_takes_its_clock_along(command: Command) -> None:
    assert deal(MoveDeal("visit")).reminder
    assert deal(MoveDeal("visit"), command).reminder is None


def test_a_stage_that_is_entered_again_has_another_clock() -> None:
    once = deal(MoveDeal("visit")).reminder
    again = deal(MoveDeal("visit"), MOVE, MoveDeal("visit")).reminder

    assert once
    assert again
    assert once.clock_id != again.clock_id


def test_who_takes_a_late_deal_on_stops_its_chain() -> None:
    taken = deal(MoveDeal("visit"), AcknowledgeDeal(ANNA))

    assert taken.reminder
    assert taken.reminder.due_at is None


def test_a_deal_goes_along_when_its_lead_is_another_identitys() -> None:
    moved = LeadAttached(lead_id=LEAD, identity_id=VERA, by="employee:anna")

    assert sold(deal(), [moved]).identity_id == VERA


@pytest.mark.parametrize(
    ("minor", "currency", "field"),
    [(-1, "RUB", "amount"), (10**15 + 1, "RUB", "amount"), (1, "rub", "currency")],
)
def test_a_price_that_is_none_is_refused(minor: int, currency: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        decide(deal(), PriceDeal(Money(minor=minor, currency=currency)), SETTING)

    assert refused.value.field == field


def test_a_deal_that_never_was_cannot_be_moved() -> None:
    with pytest.raises(NotFound):
        decide(Deal(), MOVE, SETTING)
