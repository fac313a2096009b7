"""Qualifying a lead: it is worth pursuing, and may become a deal in the same breath."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from contracts.errors import Conflict
from contracts.event import Subject
from contracts.ids import DealId, IdentityId, KeyId, LeadId, derived, drawn
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.sales_work import NewDeal, QualifyBody
from hub.api.office import known, office
from hub.api.writing import write
from hub.commands import OnSubject, States
from hub.domain import qualifying, selling
from hub.domain.deal_commands import OpenDeal, Setting
from hub.domain.lead import Lead
from hub.domain.pipeline import in_force
from hub.domain.qualifying import QualifyLead
from hub.house import House

router = APIRouter(prefix="/leads/{lead_id}", tags=["leads"])
_SHOWN = ("leads", "deals", "reminders", "history")


class Qualified(BaseModel):
    """It is worth pursuing; `deal_id` is the deal it became."""

    deal_id: UUID | None
    seq: int


@router.post("/qualify")
async def qualify_lead(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.WORK_LEADS))],
    lead_id: UUID,
    body: QualifyBody,
) -> Qualified:
    """It is worth pursuing; with a deal, both stand on the log or neither."""
    if body.deal:
        return await _with_deal(house, bearer, lead_id, body.deal)
    subject = Subject("lead", str(lead_id))
    lead: Lead = await known(house, subject)

    def decide(states: States) -> list[OnSubject]:
        return [(subject, event) for event in qualifying.decide(states[subject], QualifyLead())]

    written = await write(house, bearer, drawn(), [subject], decide, reads=_SHOWN)
    return Qualified(deal_id=lead.deal_id, seq=written.seq)


async def _with_deal(house: House, bearer: Bearer, lead_id: UUID, said: NewDeal) -> Qualified:
    """A lead becomes one deal, whose name follows from it: to qualify twice is to do it once."""
    deal_id = DealId(derived("deal", "lead", lead_id))
    lead, deal = Subject("lead", str(lead_id)), Subject("deal", str(deal_id))
    pipeline = Subject("pipeline", said.pipeline)
    before: Lead = await known(house, lead)
    price, here = said.price, await office(house)

    def decide(states: States) -> list[OnSubject]:
        state: Lead = states[lead]
        qualified = qualifying.decide(state, QualifyLead(deal_id))
        identity = _still(before, state)
        command = OpenDeal(
            deal_id,
            identity,
            LeadId(lead_id),
            stage=said.stage,
            title=said.title,
            price=price,
            owner_id=state.assignee or bearer.employee_id,
        )
        stages = in_force(said.pipeline, states[pipeline])
        setting = Setting(stages, house.clock(), here.working, here.on_duty)
        opened = selling.decide(states[deal], command, setting)
        return [*((lead, event) for event in qualified), *((deal, event) for event in opened)]

    key = KeyId(before.identity_id) if before.identity_id else None
    subjects = [lead, deal, pipeline]
    written = await write(house, bearer, deal_id, subjects, decide, reads=_SHOWN, key=key)
    return Qualified(deal_id=deal_id, seq=written.seq)


def _still(before: Lead, now: Lead) -> IdentityId:
    """Whose lead it is; their key seals the deal, so it must not have changed meanwhile."""
    if now.identity_id is None or now.identity_id != before.identity_id:
        raise Conflict("this lead has just moved to another card")
    return now.identity_id
