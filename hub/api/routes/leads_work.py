"""Working on leads: whose they are, and whether they are worth pursuing."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.client import LinkRule, Why
from contracts.errors import Conflict
from contracts.event import Event, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import ClientId, IdentityId, KeyId, derived, drawn
from contracts.inbound import AddressKind
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.api.access import Action, Allowed, HouseOf, actor
from hub.api.models.sales_work import AssigneeBody, AttachBody, ReasonBody
from hub.api.office import known, refuse_stranger, worker
from hub.api.whose import identity_on
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.domain import joining, qualifying
from hub.domain.lead import Lead
from hub.domain.qualifying import AssignLead, AttachLead, ConfirmLead, RejectLead, ReopenLead
from hub.house import House

router = APIRouter(prefix="/leads/{lead_id}", tags=["leads"])
_SHOWN = ("leads", "deals", "cards", "clients", "history")
Worker = Annotated[Bearer, Depends(Allowed(Action.WORK_LEADS))]


def _subject(lead_id: UUID) -> Subject:
    return Subject("lead", str(lead_id))


async def _do(house: House, bearer: Bearer, lead_id: UUID, command: qualifying.Command) -> Written:
    subject = _subject(lead_id)

    def decide(states: States) -> list[OnSubject]:
        return [(subject, event) for event in qualifying.decide(states[subject], command)]

    return await write(house, bearer, drawn(), [subject], decide, reads=_SHOWN)


@router.post("/assign")
async def assign_lead(house: HouseOf, bearer: Worker, lead_id: UUID, body: AssigneeBody) -> Written:
    """Make somebody work on it, or nobody."""
    subject = _subject(lead_id)

    def decide(states: States) -> list[OnSubject]:
        employee = refuse_stranger(states, body.employee_id, "employee_id")
        decided = qualifying.decide(states[subject], AssignLead(employee))
        return [(subject, event) for event in decided]

    subjects = [subject, *worker(body.employee_id)]
    return await write(house, bearer, drawn(), subjects, decide, reads=_SHOWN)


@router.post("/reject")
async def reject_lead(house: HouseOf, bearer: Worker, lead_id: UUID, body: ReasonBody) -> Written:
    """It is not worth pursuing."""
    return await _do(house, bearer, lead_id, RejectLead(body.reason))


@router.post("/reopen")
async def reopen_lead(house: HouseOf, bearer: Worker, lead_id: UUID) -> Written:
    """It is open after all; a lead that became a deal is reopened there."""
    return await _do(house, bearer, lead_id, ReopenLead())


@router.post("/confirm")
async def confirm_lead(house: HouseOf, bearer: Worker, lead_id: UUID) -> Written:
    """It is theirs indeed: what was typed in the form is so."""
    return await _do(house, bearer, lead_id, ConfirmLead(actor(bearer)))


@router.post("/attach")
async def attach_lead(house: HouseOf, bearer: Worker, lead_id: UUID, body: AttachBody) -> Written:
    """It belongs to this card; its deal goes along."""
    identity = await identity_on(house, bearer, Module.DEALS, body.client_id)
    return await _attach(house, bearer, lead_id, identity, [])


@router.post("/detach")
async def detach_lead(house: HouseOf, bearer: Worker, lead_id: UUID) -> Written:
    """It is not theirs: it moves to a new card of its own, and its deal goes along."""
    identity = IdentityId(derived("identity", "lead", lead_id))
    return await _attach(house, bearer, lead_id, identity, _card(bearer, lead_id, identity))


def _card(bearer: Bearer, lead_id: UUID, identity: IdentityId) -> list[OnSubject]:
    """An identity and a card for a lead that is nobody's yet."""
    claimed = IdentityClaimed(
        identity_id=identity, kind=AddressKind.VISITOR, value=f"lead:{lead_id}"
    )
    card = ClientId(derived("client", "lead", lead_id))
    why = Why(rule=LinkRule.BY_HAND, by=actor(bearer))
    registered = joining.register(card, identity, None, why)
    return [
        (Subject("identity", str(identity)), claimed),
        *((Subject("client", str(where)), event) for where, event in registered),
    ]


async def _attach(
    house: House, bearer: Bearer, lead_id: UUID, identity: IdentityId, new: list[OnSubject]
) -> Written:
    """The fact stands on the lead and on its deal; the card of its own, where it is not there."""
    subject = _subject(lead_id)
    lead: Lead = await known(house, subject)
    deals = [Subject("deal", str(lead.deal_id))] if lead.deal_id else []
    command = AttachLead(identity, claimed=False, by=actor(bearer))

    def decide(states: States) -> list[OnSubject]:
        if states[subject].deal_id != lead.deal_id:
            raise Conflict("this lead has just become a deal: ask again, and both move")
        moved: list[Event] = qualifying.decide(states[subject], command)
        there = any(states[one].client_id for one, _ in new if one.aggregate == "client")
        places = [subject, *deals]
        return [
            *(new if moved and not there else []),
            *((place, event) for place in places for event in moved),
        ]

    subjects = [subject, *deals, *(one for one, _ in new)]
    key = KeyId(identity)
    return await write(house, bearer, drawn(), subjects, decide, reads=_SHOWN, key=key)
