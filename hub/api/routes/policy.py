"""The policy: what happens when a client waits."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from contracts.company import REPLY_POLICY, CalendarSet, PolicySet, Step
from contracts.errors import Invalid, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId, drawn
from contracts.inbound import AddressKind
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.routes.employees import subject_of
from hub.api.words import Body, Line
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.domain.working_time import WorkingTime, due_times
from hub.house import House
from hub.views.read import rows_of
from projections.company import CALENDARS, POLICIES

router = APIRouter(prefix="/policy", tags=["company"])
_SUBJECT = Subject("policy", REPLY_POLICY)
Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_POLICY))]


class StepBody(Step):
    """A step of the chain; each a real one: later than the one before, and somehow told."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after_seconds: Annotated[int, Field(ge=1, le=30 * 86400, strict=True)]
    level: Annotated[int, Field(ge=0, le=9, strict=True)]
    via: tuple[AddressKind, ...] = Field(
        default=(AddressKind.TELEGRAM, AddressKind.EMAIL), min_length=1, max_length=4
    )


class PolicyBody(Body):
    """The chain, whole."""

    steps: Annotated[list[StepBody], Field(min_length=1, max_length=10)]
    calendar: Line = "main"
    on_duty: UUID | None = None
    spacing_seconds: Annotated[int, Field(ge=0, le=86_400, strict=True)] = 60


class Policy(BaseModel):
    """The policy in force, since this position on the log."""

    name: str
    seq: int
    calendar: str
    steps: list[Step]
    on_duty: UUID | None
    spacing_seconds: int


@router.get("", dependencies=[Depends(Allowed(Action.KEEP_POLICY))])
async def get_policy(house: HouseOf) -> Policy:
    """The policy in force."""
    async with house.views.connect() as connection:
        found = await rows_of(connection, POLICIES, "name", [REPLY_POLICY])
    if not found:
        raise NotFound("no policy was set yet: nobody is told when a client waits")
    return Policy.model_validate(found[0], from_attributes=True)


@router.put("")
async def set_policy(house: HouseOf, bearer: Keeper, body: PolicyBody) -> Written:
    """Set the policy; clocks that run already keep the one they started with."""
    event = PolicySet(
        name=REPLY_POLICY,
        calendar=body.calendar,
        steps=tuple(Step(**step.model_dump()) for step in body.steps),
        on_duty=EmployeeId(body.on_duty) if body.on_duty else None,
        spacing_seconds=body.spacing_seconds,
    )
    _refuse_disorder(event.steps)
    due_times(event, await _working(house, event.calendar), house.clock())
    duty = subject_of(body.on_duty) if body.on_duty else None

    def decide(states: States) -> list[OnSubject]:
        if duty and (states[duty].employee_id is None or states[duty].left):
            raise Invalid("nobody with this id works here", field="on_duty")
        return [(_SUBJECT, event)]

    subjects = [_SUBJECT, duty] if duty else [_SUBJECT]
    return await write(house, bearer, drawn(), subjects, decide, reads=("company",))


def _refuse_disorder(steps: tuple[Step, ...]) -> None:
    """Steps that count the same time stand in the order in which they are due."""
    last: dict[str, int] = {}
    for number, step in enumerate(steps):
        if step.after_seconds <= last.get(step.time, 0):
            raise Invalid(
                "each step is later than those before it", field=f"steps.{number}.after_seconds"
            )
        last[step.time] = step.after_seconds


async def _working(house: House, calendar: str) -> WorkingTime:
    async with house.views.connect() as connection:
        found = await rows_of(connection, CALENDARS, "name", [calendar])
    if not found:
        raise Invalid("there is no such calendar; set it first", field="calendar")
    row = found[0]
    return WorkingTime(
        CalendarSet(name=row.name, timezone=row.timezone, week=row.week, holidays=row.holidays)
    )
