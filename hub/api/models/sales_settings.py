"""What may be said about pipelines, campaigns and who takes new leads."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool

from contracts.company import Step
from contracts.inbound import AddressKind
from contracts.pipeline import Stage
from hub.api.models.sales_work import AmountSaid, Currency
from hub.api.moments import Day
from hub.api.words import Body, Line


class OverdueStep(Step):
    """Who is told, and how, once a deal has stood in its stage for so long."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after_seconds: Annotated[int, Field(ge=1, le=30 * 86400, strict=True)]
    level: Annotated[int, Field(ge=0, le=9, strict=True)]
    via: Annotated[tuple[AddressKind, ...], Field(min_length=1, max_length=4)] = (
        AddressKind.TELEGRAM,
        AddressKind.EMAIL,
    )
    time: Literal["working", "absolute"] = "working"


class StageBody(Body):
    """A stage; `overdue`: who is told when a deal stays in it for too long."""

    name: Line
    title: Line
    overdue: Annotated[tuple[OverdueStep, ...], Field(max_length=10)] = ()

    @property
    def stage(self) -> Stage:
        """The stage."""
        steps = tuple(Step(**step.model_dump()) for step in self.overdue)
        return Stage(name=self.name, title=self.title, overdue=steps)


class PipelineBody(Body):
    """The pipeline, whole; its stages in their order."""

    title: Line
    stages: Annotated[list[StageBody], Field(min_length=1, max_length=40)]


class ClickPriceBody(Body):
    """What a click costs from a day on (UTC); `source` None: whatever the source."""

    click_price: AmountSaid
    currency: Currency = "RUB"
    valid_from: Day
    source: Line | None = None


class RotationBody(Body):
    """Who takes new leads, in turn; `prefer_last`: a known client goes to their last manager."""

    employees: Annotated[list[UUID], Field(max_length=500)]
    prefer_last: StrictBool = True


class AvailabilityBody(Body):
    """Whether somebody takes new leads now."""

    available: StrictBool
