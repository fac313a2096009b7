"""Handling a conversation: answer, note, assign, close, take on what an alarm is about."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from contracts.errors import Conflict, Forbidden, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId, EscalationId, KeyId, MessageId, drawn
from hub.accounts.providers import providers
from hub.api.access import Action, Allowed, HouseOf, employee
from hub.api.queries.messages import message
from hub.api.words import Body, Line, Text
from hub.api.writing import Written, about, write
from hub.commands import OnSubject, States
from hub.domain import answering
from hub.domain.escalation import escalation_id as step_of
from hub.folds.clocks import ALARMS
from hub.house import House
from hub.vault.tokens import Bearer
from hub.views.read import rows_of
from projections.inbox import INBOX, InboxRow

router = APIRouter(prefix="/conversations/{conversation_id}", tags=["conversations"])
_SHOWN = ("inbox", "thread", "clocks")
Replier = Annotated[Bearer, Depends(Allowed(Action.REPLY))]
Worker = Annotated[Bearer, Depends(Allowed(Action.WORK_CONVERSATIONS))]
ChosenId = Annotated[
    UUID | None, Field(description="Chosen by the caller: the same id is one message for ever.")
]


class ReplyBody(Body):
    """An answer to the client."""

    text: Text
    subject: Line | None = None
    message_id: ChosenId = None


class NoteBody(Body):
    """Words for colleagues."""

    text: Text
    message_id: ChosenId = None


class AssignmentBody(Body):
    """Who is responsible; None: nobody."""

    employee_id: UUID | None


class Accepted(BaseModel):
    """The message is on the log, and is one message however often it is sent with this id."""

    message_id: UUID
    seq: int


async def _conversation(house: House, id_: UUID) -> InboxRow:
    async with house.views.connect() as connection:
        found = await rows_of(connection, INBOX, "conversation_id", [id_])
    if not found:
        raise NotFound("there is no such conversation")
    return found[0]


async def _refuse_taken(house: House, id_: UUID, there: UUID, direction: str, text: str) -> None:
    """An id stands for one message: saying it again is fine, saying something else is not."""
    async with house.views.connect() as connection:
        known = await message(connection, id_)
    if known is None:
        return
    same = known.conversation_id == there and known.direction == direction
    if not same or known.text not in {None, text}:
        raise Conflict("another message has this id already", field="message_id")


def _subject(conversation_id: UUID) -> Subject:
    return Subject("conversation", str(conversation_id))


@router.post("/replies", status_code=202)
async def reply(
    house: HouseOf, bearer: Replier, conversation_id: UUID, body: ReplyBody
) -> Accepted:
    """Answer the client where they asked; the sender brings it there."""
    row, id_ = await _conversation(house, conversation_id), MessageId(body.message_id or drawn())
    await _refuse_taken(house, id_, conversation_id, "out", body.text)
    provider = providers().get(row.channel)
    command = answering.Reply(
        message_id=id_,
        text=body.text,
        by=bearer.employee_id,
        subject=body.subject,
        reply_ref=row.reply_ref,
        text_limit=provider.manifest.text_limit if provider else None,
    )
    return await _say(house, bearer, row, id_, command)


@router.post("/notes", status_code=202)
async def add_note(
    house: HouseOf, bearer: Worker, conversation_id: UUID, body: NoteBody
) -> Accepted:
    """Write something for colleagues; the client never sees it."""
    row, id_ = await _conversation(house, conversation_id), MessageId(body.message_id or drawn())
    await _refuse_taken(house, id_, conversation_id, "note", body.text)
    command = answering.Note(message_id=id_, text=body.text, by=bearer.employee_id)
    return await _say(house, bearer, row, id_, command)


async def _say(
    house: House, bearer: Bearer, row: InboxRow, id_: MessageId, command: answering.Command
) -> Accepted:
    subject, key = _subject(row.conversation_id), KeyId(row.identity_id)
    decide = about(subject, command)
    written = await write(house, bearer, id_, [subject], decide, reads=_SHOWN, key=key)
    return Accepted(message_id=id_, seq=written.seq)


@router.post("/assignment")
async def assign(
    house: HouseOf, bearer: Worker, conversation_id: UUID, body: AssignmentBody
) -> Written:
    """Make somebody responsible, or nobody."""
    subject, assignee = _subject(conversation_id), body.employee_id
    holder = Subject("employee", str(assignee)) if assignee else None

    def decide(states: States) -> list[OnSubject]:
        if holder and (states[holder].employee_id is None or states[holder].left):
            raise Invalid("nobody with this id works here", field="employee_id")
        command = answering.Assign(EmployeeId(assignee) if assignee else None)
        return about(subject, command)(states)

    subjects = [subject, holder] if holder else [subject]
    return await write(house, bearer, drawn(), subjects, decide, reads=_SHOWN)


@router.post("/close")
async def close(house: HouseOf, bearer: Worker, conversation_id: UUID) -> Written:
    """There is nothing left to do."""
    return await _do(house, bearer, conversation_id, answering.Close())


@router.post("/reopen")
async def reopen(house: HouseOf, bearer: Worker, conversation_id: UUID) -> Written:
    """There is something to do after all."""
    return await _do(house, bearer, conversation_id, answering.Reopen())


@router.post("/no-answer-needed")
async def waive_answer(house: HouseOf, bearer: Worker, conversation_id: UUID) -> Written:
    """No answer is needed: the clock stops."""
    return await _do(house, bearer, conversation_id, answering.WaiveAnswer())


async def _do(house: House, bearer: Bearer, id_: UUID, command: answering.Command) -> Written:
    subject = _subject(id_)
    decide = about(subject, command)
    return await write(house, bearer, drawn(), [subject], decide, reads=_SHOWN)


@router.post("/escalations/{escalation_id}/acknowledgement")
async def acknowledge(
    house: HouseOf, bearer: Worker, conversation_id: UUID, escalation_id: UUID
) -> Written:
    """Take on what an alarm is about: the chain climbs no further. Only who was told can."""
    who, subject = employee(bearer), _subject(conversation_id)
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

    return await write(house, bearer, drawn(), [subject], decide, reads=_SHOWN)
