"""Deals: a lead worth pursuing, moving through the stages of a pipeline."""

from contracts.event import Event, Personal
from contracts.ids import DealId, EmployeeId, IdentityId, LeadId
from contracts.money import Money


class DealOpened(Event, name="deal.opened"):
    """Work on a deal began. Its first stay in a stage is `visit` 1."""

    deal_id: DealId
    identity_id: IdentityId
    lead_id: LeadId | None = None
    pipeline: str
    stage: str
    title: Personal[str] = None
    price: Money | None = None
    owner_id: EmployeeId | None = None
    channel: str | None = None
    account: str | None = None


class DealMoved(Event, name="deal.moved"):
    """It stands in another stage of its pipeline; `visit` counts its stays in stages."""

    deal_id: DealId
    pipeline: str
    from_stage: str
    to_stage: str
    visit: int


class DealPriced(Event, name="deal.priced"):
    """What it is worth, or (None) that nobody knows."""

    deal_id: DealId
    price: Money | None


class DealAssigned(Event, name="deal.assigned"):
    """Somebody is responsible now, or (None) nobody in person."""

    deal_id: DealId
    employee_id: EmployeeId | None


class DealWon(Event, name="deal.won"):
    """It is done; `visit` is the stay that ended with it."""

    deal_id: DealId
    visit: int
    price: Money | None = None


class DealLost(Event, name="deal.lost"):
    """It came to nothing; `visit` is the stay that ended with it."""

    deal_id: DealId
    visit: int
    reason: str


class DealReopened(Event, name="deal.reopened"):
    """It goes on after all, in this stage; a new `visit`."""

    deal_id: DealId
    stage: str
    visit: int
