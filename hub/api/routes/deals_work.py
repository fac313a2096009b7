"""Working on deals: opened by hand, moved, priced, won, lost."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from contracts.errors import Conflict, Invalid
from contracts.event import Subject
from contracts.ids import DealId, EmployeeId, KeyId, drawn
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.api.access import Action, Allowed, HouseOf, employee
from hub.api.models.sales_work import (
    AssigneeBody,
    DealBody,
    MoveBody,
    Priced,
    ReasonBody,
    ReopenBody,
)
from hub.api.office import known, office, refuse_stranger, worker
from hub.api.whose import whose
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.domain import selling
from hub.domain.deal import Deal
from hub.domain.deal_commands import (
    AcknowledgeDeal,
    AssignDeal,
    Command,
    LoseDeal,
    MoveDeal,
    OpenDeal,
    PriceDeal,
    ReopenDeal,
    Setting,
    WinDeal,
)
from hub.domain.pipeline import in_force
from hub.house import House

router = APIRouter(prefix="/deals", tags=["deals"])
_SHOWN = ("deals", "reminders", "history")
Worker = Annotated[Bearer, Depends(Allowed(Action.WORK_DEALS))]


class Opened(BaseModel):
    """The deal is on the log."""

    deal_id: UUID
    seq: int


def _subject(deal_id: UUID) -> Subject:
    return Subject("deal", str(deal_id))


@router.post("", status_code=201)
async def open_deal(house: HouseOf, bearer: Worker, body: DealBody) -> Opened:
    """Begin work on a deal with somebody who is known."""
    identity = await whose(house, bearer, Module.DEALS, body.client_id, body.identity_id)
    if identity is None:
        raise Invalid("say with whom: a card or an identity", field="client_id")
    deal_id, owner_id = DealId(body.deal_id or drawn()), body.owner_id or bearer.employee_id
    deal, pipeline = _subject(deal_id), Subject("pipeline", body.pipeline)
    price, here = body.price, await office(house)

    def decide(states: States) -> list[OnSubject]:
        if states[deal].identity_id not in {None, identity}:
            raise Conflict("another deal has this id already", field="deal_id")
        owner = EmployeeId(owner_id) if owner_id else None
        if body.owner_id:
            refuse_stranger(states, body.owner_id, "owner_id")
        command = OpenDeal(
            deal_id, identity, stage=body.stage, title=body.title, price=price, owner_id=owner
        )
        stages = in_force(body.pipeline, states[pipeline])
        setting = Setting(stages, house.clock(), here.working, here.on_duty)
        return [(deal, event) for event in selling.decide(states[deal], command, setting)]

    subjects, key = [deal, pipeline, *worker(body.owner_id)], KeyId(identity)
    written = await write(house, bearer, deal_id, subjects, decide, reads=_SHOWN, key=key)
    return Opened(deal_id=deal_id, seq=written.seq)


async def _do(
    house: House, bearer: Bearer, deal_id: UUID, command: Command, takes: UUID | None = None
) -> Written:
    """Decided with its pipeline as it stands; `takes` is who has to work here for that."""
    subject = _subject(deal_id)
    before: Deal = await known(house, subject)
    pipeline = Subject("pipeline", before.pipeline)
    here = await office(house)

    def decide(states: States) -> list[OnSubject]:
        refuse_stranger(states, takes, "employee_id")
        stages = in_force(before.pipeline, states[pipeline])
        setting = Setting(stages, house.clock(), here.working, here.on_duty)
        return [(subject, event) for event in selling.decide(states[subject], command, setting)]

    subjects = [subject, pipeline, *worker(takes)]
    return await write(house, bearer, drawn(), subjects, decide, reads=_SHOWN)


@router.post("/{deal_id}/move")
async def move_deal(house: HouseOf, bearer: Worker, deal_id: UUID, body: MoveBody) -> Written:
    """Put it into another stage of its pipeline; with `from`, only out of that one."""
    return await _do(house, bearer, deal_id, MoveDeal(body.stage, body.expected))


@router.post("/{deal_id}/price")
async def price_deal(house: HouseOf, bearer: Worker, deal_id: UUID, body: Priced) -> Written:
    """Say what it is worth."""
    return await _do(house, bearer, deal_id, PriceDeal(body.price))


@router.post("/{deal_id}/assign")
async def assign_deal(house: HouseOf, bearer: Worker, deal_id: UUID, body: AssigneeBody) -> Written:
    """Make somebody responsible, or nobody."""
    owner = EmployeeId(body.employee_id) if body.employee_id else None
    return await _do(house, bearer, deal_id, AssignDeal(owner), body.employee_id)


@router.post("/{deal_id}/win")
async def win_deal(house: HouseOf, bearer: Worker, deal_id: UUID, body: Priced) -> Written:
    """It is done; without an amount for what it was worth."""
    return await _do(house, bearer, deal_id, WinDeal(body.price))


@router.post("/{deal_id}/lose")
async def lose_deal(house: HouseOf, bearer: Worker, deal_id: UUID, body: ReasonBody) -> Written:
    """It came to nothing."""
    return await _do(house, bearer, deal_id, LoseDeal(body.reason))


@router.post("/{deal_id}/reopen")
async def reopen_deal(house: HouseOf, bearer: Worker, deal_id: UUID, body: ReopenBody) -> Written:
    """It goes on after all."""
    return await _do(house, bearer, deal_id, ReopenDeal(body.stage))


@router.post("/{deal_id}/acknowledge")
async def acknowledge_deal(house: HouseOf, bearer: Worker, deal_id: UUID) -> Written:
    """Take on that it is late: the chain of this stage climbs no further."""
    return await _do(house, bearer, deal_id, AcknowledgeDeal(employee(bearer)))
