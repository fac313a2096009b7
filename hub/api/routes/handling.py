"""Handling a conversation: assign, close, take on what an alarm is about."""

from uuid import UUID

from fastapi import APIRouter

from contracts.errors import Forbidden, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId, EscalationId, drawn
from hub.api.access import HouseOf, employee
from hub.api.conversing import SHOWN, Worker, act, refuse_strangers, subject_of
from hub.api.words import Body
from hub.api.writing import Written, about, write
from hub.commands import OnSubject, States
from hub.domain import answering
from hub.domain.escalation import escalation_id as step_of
from hub.folds.clocks import ALARMS
from hub.views.read import rows_of

router = APIRouter(prefix="/conversations/{conversation_id}", tags=["conversations"])


class AssignmentBody(Body):
    """Who is responsible; None: nobody."""

    employee_id: UUID | None


@router.post("/assignment")
async def assign(
    house: HouseOf, bearer: Worker, conversation_id: UUID, body: AssignmentBody
) -> Written:
    """Make somebody responsible, or nobody."""
    subject, assignee = subject_of(conversation_id), body.employee_id
    holders = [Subject("employee", str(assignee))] if assignee else []

    def decide(states: States) -> list[OnSubject]:
        refuse_strangers(states, holders, "employee_id")
        command = answering.Assign(EmployeeId(assignee) if assignee else None)
        return about(subject, command)(states)

    return await write(house, bearer, drawn(), [subject, *holders], decide, reads=SHOWN)


@router.post("/close")
async def close(house: HouseOf, bearer: Worker, conversation_id: UUID) -> Written:
    """There is nothing left to do."""
    return await act(house, bearer, conversation_id, answering.Close())


@router.post("/reopen")
async def reopen(house: HouseOf, bearer: Worker, conversation_id: UUID) -> Written:
    """There is something to do after all."""
    return await act(house, bearer, conversation_id, answering.Reopen())


@router.post("/no-answer-needed")
async def waive_answer(house: HouseOf, bearer: Worker, conversation_id: UUID) -> Written:
    """No answer is needed: the clock stops."""
    return await act(house, bearer, conversation_id, answering.WaiveAnswer())


@router.post("/escalations/{escalation_id}/acknowledgement")
async def acknowledge(
    house: HouseOf, bearer: Worker, conversation_id: UUID, escalation_id: UUID
) -> Written:
    """Take on what an alarm is about: the chain climbs no further. Only who was told can."""
    who, subject = employee(bearer), subject_of(conversation_id)
    async with house.views.connect() as connection:
        alarms = await rows_of(connection, ALARMS, "escalation_id", [escalation_id])
    if not alarms or alarms[0].conversation_id != conversation_id:
        raise NotFound("there is no such escalation in this conversation")
    if alarms[0].employee_id != who:
        raise Forbidden("somebody else was told of this")

    def decide(states: States) -> list[OnSubject]:
        for clock in states[subject].waiting.clocks:
            if any(step_of(clock.clock_id, n) == escalation_id for n in range(clock.step)):
                taken = answering.Acknowledge(clock.clock_id, EscalationId(escalation_id), who)
                return about(subject, taken)(states)
        return []

    return await write(house, bearer, drawn(), [subject], decide, reads=SHOWN)
