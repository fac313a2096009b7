"""Deals: which deals are there, where do they stand, and how long did they stay in each stage?"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from contracts.deal import (
    DealAssigned,
    DealLost,
    DealMoved,
    DealOpened,
    DealPriced,
    DealReopened,
    DealWon,
)
from contracts.event import Recorded
from contracts.ids import DealId, EmployeeId, IdentityId, LeadId
from contracts.lead import LeadAttached
from contracts.money import Money
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal. `status` is open, won or lost; the price is in minor units of its currency.

    `visit` counts its stays in stages.
    """

    deal_id: DealId
    identity_id: IdentityId
    lead_id: LeadId | None
    pipeline: str
    stage: str
    status: str
    title: str | None
    price_minor: int | None
    currency: str | None
    owner_id: EmployeeId | None
    channel: str | None
    account: str | None
    reason: str | None
    opened_at: datetime
    opened_seq: int
    stage_since: datetime
    closed_at: datetime | None
    visit: int


DEALS = Table(
    "deals",
    DealRow,
    key=("deal_id",),
    indexes=(
        "(status, opened_seq)",
        "(opened_seq)",
        "(owner_id, opened_seq)",
        "(pipeline, stage, opened_seq)",
        "(identity_id)",
        "(lead_id)",
        "(opened_seq) WHERE status = 'open' AND owner_id IS NULL",
    ),
)


@DEALS.opens(DealOpened, key=lambda e: (e.event.deal_id,))
def opened(row: DealRow | None, recorded: Recorded[DealOpened]) -> DealRow:
    """Work on it began."""
    event = recorded.event
    return row or DealRow(
        deal_id=event.deal_id,
        identity_id=event.identity_id,
        lead_id=event.lead_id,
        pipeline=event.pipeline,
        stage=event.stage,
        status="open",
        title=event.title,
        price_minor=event.price.minor if event.price else None,
        currency=event.price.currency if event.price else None,
        owner_id=event.owner_id,
        channel=event.channel,
        account=event.account,
        reason=None,
        opened_at=recorded.at,
        opened_seq=recorded.seq,
        stage_since=recorded.at,
        closed_at=None,
        visit=1,
    )


def _priced(row: DealRow, price: Money | None) -> DealRow:
    if price is None:
        return replace(row, price_minor=None, currency=None)
    return replace(row, price_minor=price.minor, currency=price.currency)


def _of_deal(recorded: Recorded[LeadAttached]) -> tuple[DealId] | None:
    """The deal on whose subject it stands; a deal goes where its lead goes."""
    of_deal = recorded.subject.aggregate == "deal"
    return (DealId(UUID(recorded.subject.id)),) if of_deal else None


@DEALS.on(LeadAttached, key=_of_deal)
def attached(row: DealRow, recorded: Recorded[LeadAttached]) -> DealRow:
    """Its lead is another identity's, and so is the deal."""
    return replace(row, identity_id=recorded.event.identity_id)


@DEALS.on(DealMoved, key=lambda e: (e.event.deal_id,))
def moved(row: DealRow, recorded: Recorded[DealMoved]) -> DealRow:
    """It stands in another stage."""
    event = recorded.event
    return replace(row, stage=event.to_stage, stage_since=recorded.at, visit=event.visit)


@DEALS.on(DealPriced, key=lambda e: (e.event.deal_id,))
def priced(row: DealRow, recorded: Recorded[DealPriced]) -> DealRow:
    """It is worth something else."""
    return _priced(row, recorded.event.price)


@DEALS.on(DealAssigned, key=lambda e: (e.event.deal_id,))
def assigned(row: DealRow, recorded: Recorded[DealAssigned]) -> DealRow:
    """Somebody is responsible."""
    return replace(row, owner_id=recorded.event.employee_id)


@DEALS.on(DealWon, key=lambda e: (e.event.deal_id,))
def won(row: DealRow, recorded: Recorded[DealWon]) -> DealRow:
    """It is done."""
    price = recorded.event.price
    ended = replace(row, status="won", reason=None, closed_at=recorded.at)
    return _priced(ended, price) if price else ended


@DEALS.on(DealLost, key=lambda e: (e.event.deal_id,))
def lost(row: DealRow, recorded: Recorded[DealLost]) -> DealRow:
    """It came to nothing."""
    return replace(row, status="lost", reason=recorded.event.reason, closed_at=recorded.at)


@DEALS.on(DealReopened, key=lambda e: (e.event.deal_id,))
def reopened(row: DealRow, recorded: Recorded[DealReopened]) -> DealRow:
    """It goes on after all."""
    event = recorded.event
    return replace(
        row,
        status="open",
        stage=event.stage,
        stage_since=recorded.at,
        visit=event.visit,
        reason=None,
        closed_at=None,
    )


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A stay in a stage. `outcome` is moved, won, lost, or None for as long as it lasts.

    The pipeline is the deal's: a deal never changes it.
    """

    deal_id: DealId
    visit: int
    stage: str
    entered_at: datetime
    left_at: datetime | None = None
    outcome: str | None = None
    to_stage: str | None = None


VISITS = Table("visits", VisitRow, key=("deal_id", "visit"), indexes=("(entered_at)",))


@VISITS.opens(DealOpened, key=lambda e: (e.event.deal_id, 1))
def began(row: VisitRow | None, recorded: Recorded[DealOpened]) -> VisitRow:
    """The first stay."""
    return row or VisitRow(recorded.event.deal_id, 1, recorded.event.stage, recorded.at)


@VISITS.on(DealMoved, key=lambda e: (e.event.deal_id, e.event.visit - 1))
def went_on(row: VisitRow, recorded: Recorded[DealMoved]) -> VisitRow:
    """The stay before ended with the move."""
    return _ended(row, recorded.at, "moved", recorded.event.to_stage)


@VISITS.opens(DealMoved, key=lambda e: (e.event.deal_id, e.event.visit))
def came(row: VisitRow | None, recorded: Recorded[DealMoved]) -> VisitRow:
    """The next one begins."""
    event = recorded.event
    return row or VisitRow(event.deal_id, event.visit, event.to_stage, recorded.at)


@VISITS.on(DealWon, key=lambda e: (e.event.deal_id, e.event.visit))
def ended_well(row: VisitRow, recorded: Recorded[DealWon]) -> VisitRow:
    """It ended with the deal."""
    return _ended(row, recorded.at, "won")


@VISITS.on(DealLost, key=lambda e: (e.event.deal_id, e.event.visit))
def ended_badly(row: VisitRow, recorded: Recorded[DealLost]) -> VisitRow:
    """It ended with the deal."""
    return _ended(row, recorded.at, "lost")


@VISITS.opens(DealReopened, key=lambda e: (e.event.deal_id, e.event.visit))
def came_back(row: VisitRow | None, recorded: Recorded[DealReopened]) -> VisitRow:
    """A new one begins."""
    event = recorded.event
    return row or VisitRow(event.deal_id, event.visit, event.stage, recorded.at)


def _ended(row: VisitRow, at: datetime, outcome: str, to_stage: str | None = None) -> VisitRow:
    return replace(row, left_at=at, outcome=outcome, to_stage=to_stage)


deals = Projection(
    "deals",
    version=2,
    question="Which deals are there, where do they stand, and how long did they stay?",
    tables=(DEALS, VISITS),
)
