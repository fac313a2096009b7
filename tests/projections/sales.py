"""Facts of leads, deals, tasks, calls and touches, in the words of a story."""

from datetime import UTC, datetime, timedelta
from typing import Any

from contracts.call import CallReported
from contracts.deal import DealLost, DealMoved, DealOpened, DealReopened, DealWon
from contracts.ids import CallId, DealId, EmployeeId, IdentityId, LeadId, TaskId, TouchId, derived
from contracts.inbound import CallPhase, Direction, FormField
from contracts.lead import AssignmentRule, FormReceived, LeadAssigned, LeadOpened
from contracts.money import Money
from contracts.pipeline import SALES
from contracts.task import TaskOpened
from contracts.touch import TouchRecorded
from tests.examples import ANNA, BORIS, NOON

LEAD = LeadId(derived("lead", 1))
DEAL = DealId(derived("deal", 1))
TASK = TaskId(derived("task", 1))
CALL = CallId(derived("call", 1))

PRICE = Money(minor=10_000_050, currency="RUB")


def minute(number: int) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=number)


def day(number: int, hour: int = 0) -> datetime:
    """A day of that November."""
    return datetime(2026, 11, number, hour, tzinfo=UTC)


TO_DO = TaskOpened(task_id=TASK, title="Перезвонить", assignee_id=ANNA, due_at=minute(30))


def interested(lead: LeadId = LEAD, identity: IdentityId = BORIS, **more: Any) -> LeadOpened:
    given = {"channel": "forms", "account": "site", "title": "Нужен шкаф", **more}
    return LeadOpened(lead_id=lead, identity_id=identity, **given)


def given_to(
    employee: EmployeeId | None, rule: AssignmentRule = AssignmentRule.IN_TURN, lead: LeadId = LEAD
) -> LeadAssigned:
    return LeadAssigned(lead_id=lead, employee_id=employee, rule=rule)


def filled_in(inbound: int = 1, **more: Any) -> FormReceived:
    return FormReceived(
        lead_id=LEAD,
        identity_id=BORIS,
        inbound=inbound,
        key=f"key {inbound}",
        channel="forms",
        account="site",
        form="order",
        fields=(FormField(name="what", label="Что нужно", value="Шкаф"),),
        **more,
    )


def begun(deal: DealId = DEAL, stage: str = "intent", **more: Any) -> DealOpened:
    return DealOpened(
        **{"deal_id": deal, "identity_id": BORIS, "pipeline": SALES, **more}, stage=stage
    )


def moved(visit: int, from_: str, to: str, deal: DealId = DEAL) -> DealMoved:
    return DealMoved(deal_id=deal, pipeline=SALES, from_stage=from_, to_stage=to, visit=visit)


def won(visit: int, price: Money | None = None, deal: DealId = DEAL) -> DealWon:
    return DealWon(deal_id=deal, visit=visit, price=price)


def lost(visit: int, deal: DealId = DEAL) -> DealLost:
    return DealLost(deal_id=deal, visit=visit, reason="дорого")


def resumed(visit: int, stage: str, deal: DealId = DEAL) -> DealReopened:
    return DealReopened(deal_id=deal, stage=stage, visit=visit)


def rang(phase: CallPhase, at: datetime = NOON, inbound: int = 1, **more: Any) -> CallReported:
    given: dict[str, Any] = {"identity_id": BORIS, "direction": Direction.IN, **more}
    return CallReported(
        call_id=CALL,
        inbound=inbound,
        key=f"key {inbound}",
        channel="phone",
        account="pbx",
        phase=phase,
        at=at,
        **given,
    )


def came(nth: int, at: datetime = NOON, **more: Any) -> TouchRecorded:
    """The n-th touch of a story; of an inbound of its own."""
    given: dict[str, Any] = {
        "touch_id": TouchId(derived("touch", nth)),
        "source": "yandex",
        "medium": "cpc",
        "inbound": nth,
        "key": f"key {nth}",
        "number": 0,
        **more,
    }
    return TouchRecorded(at=at, channel="forms", account="site", **given)
