"""What every act in a conversation shares: which one, whose, said once, and shown at the end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from pydantic import BaseModel

from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import KeyId, drawn
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed
from hub.api.queries.messages import message
from hub.api.writing import Written, about, write
from hub.commands import OnSubject, States
from hub.domain import answering
from hub.house import House
from hub.views.read import rows_of
from projections.inbox import INBOX, InboxRow
from projections.thread import ThreadRow

SHOWN = ("inbox", "thread", "clocks")
"""The projections that show what an act did."""

Replier = Annotated[Bearer, Depends(Allowed(Action.REPLY))]
Worker = Annotated[Bearer, Depends(Allowed(Action.WORK_CONVERSATIONS))]


class Accepted(BaseModel):
    """The message is on the log, and is one message however often it is sent with this id.

    `send_at`: it leaves at that time; None: at once.
    """

    message_id: UUID
    seq: int
    send_at: datetime | None = None


async def conversation_row(house: House, id_: UUID) -> InboxRow:
    """The conversation as the inbox has it.

    Raises:
        NotFound: there is none.
    """
    async with house.views.connect() as connection:
        found = await rows_of(connection, INBOX, "conversation_id", [id_])
    if not found:
        raise NotFound("there is no such conversation")
    return found[0]


async def answer_row(house: House, id_: UUID) -> ThreadRow:
    """An answer of ours.

    Raises:
        NotFound: there is none.
    """
    async with house.views.connect() as connection:
        known = await message(connection, id_)
    if known is None or known.direction != "out":
        raise NotFound("there is no such answer")
    return known


async def said_already(
    house: House, id_: UUID, there: UUID, direction: str, text: str
) -> ThreadRow | None:
    """The message of this id: saying it again is fine.

    Raises:
        Conflict: something else has this id.
    """
    async with house.views.connect() as connection:
        known = await message(connection, id_)
    if known is None:
        return None
    same = known.conversation_id == there and known.direction == direction
    if not same or known.text not in {None, text}:
        raise Conflict("another message has this id already", field="message_id")
    return known


def subject_of(conversation_id: UUID) -> Subject:
    """Where its history stands."""
    return Subject("conversation", str(conversation_id))


async def say(
    house: House,
    bearer: Bearer,
    row: InboxRow,
    command: answering.Reply | answering.Note,
    colleagues: Sequence[Subject] = (),
) -> Accepted:
    """Put it on the log, its words sealed for the client it is about.

    Raises:
        Refused: as the rules say; or one of these colleagues does not work here.
    """
    subject = subject_of(row.conversation_id)

    def decide(states: States) -> list[OnSubject]:
        refuse_strangers(states, colleagues, "mentions")
        return about(subject, command)(states)

    written = await write(
        house,
        bearer,
        command.message_id,
        [subject, *colleagues],
        decide,
        reads=(*SHOWN, "mentions"),
        key=KeyId(row.identity_id),
    )
    return Accepted(message_id=command.message_id, seq=written.seq)


def refuse_strangers(states: States, colleagues: Sequence[Subject], field: str) -> None:
    """Whether all of them work here.

    Raises:
        Invalid: one does not, or not any more.
    """
    if any(states[one].employee_id is None or states[one].left for one in colleagues):
        raise Invalid("nobody with this id works here", field=field)


async def act(house: House, bearer: Bearer, id_: UUID, command: answering.Command) -> Written:
    """One act without words."""
    subject = subject_of(id_)
    return await write(house, bearer, drawn(), [subject], about(subject, command), reads=SHOWN)
