"""Deals: moving through the stages of a pipeline, until they are won or lost."""

from dataclasses import dataclass, replace
from enum import StrEnum

from contracts.deal import (
    DealAssigned,
    DealLost,
    DealMoved,
    DealOpened,
    DealPriced,
    DealReopened,
    DealWon,
)
from contracts.event import Event, Recorded
from contracts.ids import DealId, EmployeeId, IdentityId, LeadId
from contracts.lead import LeadAttached
from contracts.money import Money
from hub.domain import reminder as reminders
from hub.domain.reminder import Reminder


class DealStatus(StrEnum):
    """How a deal stands."""

    NONE = "none"
    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Deal:
    """`visit` counts its stays in stages; `reminder` runs while it may not stay for ever."""

    deal_id: DealId | None = None
    identity_id: IdentityId | None = None
    lead_id: LeadId | None = None
    pipeline: str = ""
    stage: str = ""
    visit: int = 0
    status: DealStatus = DealStatus.NONE
    owner: EmployeeId | None = None
    price: Money | None = None
    reminder: Reminder | None = None


def evolve(state: Deal, recorded: Recorded[Event]) -> Deal:
    """What an event makes of the deal; a stage that is left takes its clock along.

    That its lead is another identity's stands on both: the deal goes along.
    """
    match recorded.event:
        case DealOpened() as event:
            return _opened(event)
        case DealMoved(to_stage=stage, visit=visit):
            return replace(state, stage=stage, visit=visit, reminder=None)
        case DealPriced(price=price):
            return replace(state, price=price)
        case DealAssigned(employee_id=employee):
            return replace(state, owner=employee)
        case DealWon(price=price):
            price = price or state.price
            return replace(state, status=DealStatus.WON, price=price, reminder=None)
        case DealLost():
            return replace(state, status=DealStatus.LOST, reminder=None)
        case LeadAttached(identity_id=identity):
            return replace(state, identity_id=identity)
        case DealReopened(stage=stage, visit=visit):
            return replace(state, status=DealStatus.OPEN, stage=stage, visit=visit)
        case _:
            return replace(state, reminder=reminders.evolve(state.reminder, recorded))


def _opened(event: DealOpened) -> Deal:
    return Deal(
        deal_id=event.deal_id,
        identity_id=event.identity_id,
        lead_id=event.lead_id,
        pipeline=event.pipeline,
        stage=event.stage,
        visit=1,
        status=DealStatus.OPEN,
        owner=event.owner_id,
        price=event.price,
    )
