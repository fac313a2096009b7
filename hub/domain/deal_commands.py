"""What may be asked of a deal, and what a decision about it has to know besides."""

from dataclasses import dataclass
from datetime import datetime

from contracts.ids import DealId, EmployeeId, IdentityId, LeadId, ReminderId
from contracts.money import Money
from hub.domain.pipeline import Pipeline
from hub.domain.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Setting:
    """The deal's pipeline in force, the calendar if there is one, and who is on duty."""

    pipeline: Pipeline
    now: datetime
    working: WorkingTime | None = None
    on_duty: EmployeeId | None = None


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """Begin work on a deal, in this stage of the setting's pipeline, or (None) in the first."""

    deal_id: DealId
    identity_id: IdentityId
    lead_id: LeadId | None = None
    stage: str | None = None
    title: str | None = None
    price: Money | None = None
    owner_id: EmployeeId | None = None
    channel: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class MoveDeal:
    """Put it into another stage; `expected`: where the caller saw it."""

    stage: str
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class PriceDeal:
    """Say what it is worth, or that nobody knows."""

    price: Money | None


@dataclass(frozen=True, slots=True)
class AssignDeal:
    """Make somebody responsible, or nobody."""

    employee_id: EmployeeId | None


@dataclass(frozen=True, slots=True)
class WinDeal:
    """It is done, for this price if it is another one."""

    price: Money | None = None


@dataclass(frozen=True, slots=True)
class LoseDeal:
    """It came to nothing."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReopenDeal:
    """It goes on after all; (None) in the stage where it ended."""

    stage: str | None = None


@dataclass(frozen=True, slots=True)
class AcknowledgeDeal:
    """Somebody takes on that it is late; `told`: the reminder they answer."""

    by: EmployeeId
    told: ReminderId | None = None


Command = (
    OpenDeal | MoveDeal | PriceDeal | AssignDeal | WinDeal | LoseDeal | ReopenDeal | AcknowledgeDeal
)
