"""Settings of sales: pipelines, what a click costs, who takes new leads."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from pydantic import AfterValidator, StringConstraints

from contracts.company import LEAD_ROTATION, EmployeeAvailabilityChanged, RotationSet
from contracts.errors import Forbidden, Invalid
from contracts.event import Subject
from contracts.ids import EmployeeId, derived, drawn
from contracts.touch import CampaignPriced
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, may
from hub.api.models.sales_settings import (
    AvailabilityBody,
    ClickPriceBody,
    PipelineBody,
    RotationBody,
)
from hub.api.models.sales_work import PipelineName
from hub.api.office import refuse_stranger, worker
from hub.api.routes.employees import refuse_gone, subject_of
from hub.api.words import clean
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.domain import pipeline as pipelines
from hub.domain.amount import money_of
from hub.domain.attribution import tidy
from hub.domain.pipeline import SetPipeline

router = APIRouter(tags=["sales"])
_ROTATION = Subject("rotation", LEAD_ROTATION)
_Campaign = Annotated[
    str, StringConstraints(min_length=1, max_length=120), AfterValidator(clean), Path()
]


@router.put("/pipelines/{pipeline}")
async def set_pipeline(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.KEEP_PIPELINES))],
    pipeline: PipelineName,
    body: PipelineBody,
) -> Written:
    """Say how a pipeline goes; deals in a stage that is gone stay there until they are moved."""
    command = SetPipeline(pipeline, body.title, tuple(one.stage for one in body.stages))
    subject = Subject("pipeline", pipeline)

    def decide(states: States) -> list[OnSubject]:
        return [(subject, event) for event in pipelines.decide(states[subject], command)]

    return await write(house, bearer, drawn(), [subject], decide, reads=("pipelines",))


@router.put("/campaigns/{campaign}/price")
async def price_campaign(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.KEEP_CAMPAIGNS))],
    campaign: _Campaign,
    body: ClickPriceBody,
) -> Written:
    """Say what a click costs in a campaign from a day on; it is spelled as touches spell it."""
    name, source = tidy(campaign), tidy(body.source)
    if name is None:
        raise Invalid("this campaign has no name", field="campaign")
    subject = Subject("campaign", str(derived("campaign", name, source or "")))
    event = CampaignPriced(
        campaign=name,
        source=source,
        click_price=money_of(body.click_price, body.currency, "click_price"),
        valid_from=body.valid_from,
    )

    def decide(_: States) -> list[OnSubject]:
        return [(subject, event)]

    return await write(house, bearer, drawn(), [subject], decide, reads=("touches",))


@router.put("/rotation")
async def set_rotation(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.KEEP_EMPLOYEES))],
    body: RotationBody,
) -> Written:
    """Say who takes new leads, in this order."""
    employees = tuple(EmployeeId(one) for one in body.employees)
    if len(set(employees)) != len(employees):
        raise Invalid("somebody stands in it twice", field="employees")
    event = RotationSet(name=LEAD_ROTATION, employees=employees, prefer_last=body.prefer_last)

    def decide(states: States) -> list[OnSubject]:
        for number, one in enumerate(employees):
            refuse_stranger(states, one, f"employees.{number}")
        return [(_ROTATION, event)]

    everybody = [subject for one in employees for subject in worker(one)]
    subjects = [_ROTATION, *everybody]
    return await write(house, bearer, drawn(), subjects, decide, reads=("company",))


@router.put("/employees/{employee_id}/availability")
async def set_availability(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.WORK_LEADS))],
    employee_id: UUID,
    body: AvailabilityBody,
) -> Written:
    """Say whether you take new leads now, or who keeps the employees: whether somebody does."""
    if bearer.employee_id != employee_id and not may(bearer, Action.KEEP_EMPLOYEES):
        raise Forbidden("only they themselves can say so")
    subject = subject_of(employee_id)
    event = EmployeeAvailabilityChanged(
        employee_id=EmployeeId(employee_id), available=body.available
    )

    def decide(states: States) -> list[OnSubject]:
        refuse_gone(states[subject])
        same = states[subject].available == body.available
        return [] if same else [(subject, event)]

    return await write(house, bearer, drawn(), [subject], decide, reads=("company",))
