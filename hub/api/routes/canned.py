"""Canned answers: what the company says often, written once, filled for the client at hand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy import select

from contracts.errors import NotFound
from contracts.ids import drawn
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import reachable
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.canned import CannedAnswer, CannedAnswers, CannedBody, FillBody, Filled
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.desk.filling import values_for
from hub.domain import canned
from hub.domain.canned import ALL, RemoveCanned, SetCanned
from hub.house import House
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.canned import CANNED

router = APIRouter(prefix="/canned", tags=["desk"])
Reader = Annotated[Bearer, Depends(Allowed(Action.SEE_CONVERSATIONS))]
Writer = Annotated[Bearer, Depends(Allowed(Action.WORK_CONVERSATIONS))]


@router.get("", dependencies=[Depends(Allowed(Action.SEE_CONVERSATIONS))])
async def list_canned(house: HouseOf) -> CannedAnswers:
    """All of them, by shortcut."""
    view = view_of(CANNED)
    async with house.views.connect() as connection:
        found = await rows(connection, CANNED, select(view).order_by(view.c.shortcut))
    items = [CannedAnswer.model_validate(row, from_attributes=True) for row in found]
    return CannedAnswers(items=items)


@router.put("/{canned_id}")
async def set_canned(house: HouseOf, bearer: Writer, canned_id: UUID, body: CannedBody) -> Written:
    """Write an answer, or write it anew; who did so stands in the log."""
    command = SetCanned(canned_id, body.shortcut, body.title, body.text)
    return await _carried_out(house, bearer, command)


@router.delete("/{canned_id}")
async def remove_canned(house: HouseOf, bearer: Writer, canned_id: UUID) -> Written:
    """Offer it no more."""
    return await _carried_out(house, bearer, RemoveCanned(canned_id))


async def _carried_out(house: House, bearer: Bearer, command: SetCanned | RemoveCanned) -> Written:
    def decide(states: States) -> list[OnSubject]:
        return [(ALL, event) for event in canned.decide(states[ALL], command)]

    return await write(house, bearer, drawn(), [ALL], decide, reads=("canned",))


@router.post("/{canned_id}/filled")
async def fill_canned(house: HouseOf, bearer: Reader, canned_id: UUID, body: FillBody) -> Filled:
    """The answer with its places filled, once: what a client calls themselves is never read."""
    await reachable(house, bearer, Module.INBOX, conversations=[body.conversation_id])
    async with house.views.connect() as connection:
        found = await rows_of(connection, CANNED, "canned_id", [canned_id])
        values = await values_for(
            connection, house.settings, body.conversation_id, bearer.employee_id
        )
    if not found:
        raise NotFound("there is no such canned answer")
    text = found[0].text
    return Filled(text=canned.filled(text, values), missing=canned.missing(text, values))
