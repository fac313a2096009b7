"""Bulk: one act on many conversations; each is decided for itself, and none stops the others."""

import asyncio
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from contracts.errors import HubError, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId, drawn
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import reachable
from hub.api.access import HouseOf, actor
from hub.api.conversing import SHOWN, Worker, refuse_strangers, subject_of
from hub.api.moments import Moment
from hub.api.routes.snoozing import refuse_past
from hub.api.words import Body, Clean
from hub.api.writing import about, shown
from hub.commands import OnSubject, States, carry_out
from hub.domain import answering
from hub.domain.labelling import Label, Unlabel
from hub.domain.snoozing import PutOff
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.codec import By

router = APIRouter(prefix="/bulk", tags=["conversations"])

_AT_ONCE = 8
_MOST = 100


class AssignAct(Body):
    """Make somebody responsible; None: nobody."""

    kind: Literal["assign"]
    employee_id: UUID | None


class StatusAct(Body):
    """There is nothing left to do, or there is after all."""

    kind: Literal["close", "reopen"]


class SnoozeAct(Body):
    """Out of sight until then; None: until the client writes."""

    kind: Literal["snooze"]
    until: Moment | None


class LabelAct(Body):
    """Hang a word on it, or take it off."""

    kind: Literal["label", "unlabel"]
    label: Annotated[str, Field(min_length=1, max_length=200), Clean]


Act = AssignAct | StatusAct | SnoozeAct | LabelAct


class BulkBody(Body):
    """Which conversations, and what is done with each."""

    conversation_ids: Annotated[list[UUID], Field(min_length=1, max_length=_MOST)]
    act: Annotated[Act, Field(discriminator="kind")]


class Done(BaseModel):
    """What became of one: where it stands on the log, or why not, in words."""

    conversation_id: UUID
    seq: int | None = None
    problem: str | None = None


class BulkResult(BaseModel):
    """One for each conversation, in the order in which they were named."""

    results: list[Done]


@router.post("/conversations")
async def bulk(house: HouseOf, bearer: Worker, body: BulkBody) -> BulkResult:
    """One act on up to a hundred conversations; what cannot be done to one is said of that one."""
    if isinstance(body.act, SnoozeAct):
        refuse_past(house.clock(), body.act.until)
    gate, command_id = asyncio.Semaphore(_AT_ONCE), drawn()

    async def one(id_: UUID) -> Done:
        async with gate:
            return await _done(house, bearer, command_id, id_, body.act)

    results = await asyncio.gather(*map(one, dict.fromkeys(body.conversation_ids)))
    await shown(house, SHOWN, max(result.seq or 0 for result in results))
    return BulkResult(results=results)


async def _done(house: House, bearer: Bearer, command_id: UUID, id_: UUID, act: Act) -> Done:
    try:
        await reachable(house, bearer, Module.INBOX, conversations=[id_])
        return Done(conversation_id=id_, seq=await _carried(house, bearer, command_id, id_, act))
    except NotFound:
        return Done(conversation_id=id_, problem="there is no such conversation")
    except HubError as error:
        return Done(conversation_id=id_, problem=str(error))
    except ENGINE_FAULTS:
        return Done(conversation_id=id_, problem="an engine of the hub does not answer; try again")


async def _carried(house: House, bearer: Bearer, command_id: UUID, id_: UUID, act: Act) -> int:
    subject = subject_of(id_)
    holders = _holders(act)
    command = _command(bearer, act)

    def decide(states: States) -> list[OnSubject]:
        refuse_strangers(states, holders, "employee_id")
        return about(subject, command)(states)

    by = By(actor(bearer), house.clock())
    return await carry_out(house, command_id, by, [subject, *holders], decide)


def _holders(act: Act) -> list[Subject]:
    named = isinstance(act, AssignAct) and act.employee_id
    return [Subject("employee", str(named))] if named else []


def _command(bearer: Bearer, act: Act) -> answering.Command:
    match act:
        case AssignAct(employee_id=employee):
            return answering.Assign(EmployeeId(employee) if employee else None)
        case StatusAct(kind=kind):
            return answering.Close() if kind == "close" else answering.Reopen()
        case SnoozeAct(until=until):
            return PutOff(until, bearer.employee_id)
        case LabelAct(kind=kind, label=label):
            return Label(label) if kind == "label" else Unlabel(label)
