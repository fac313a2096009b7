"""Noting: words for colleagues; who is mentioned in them is asked to look."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from contracts.event import Subject
from contracts.ids import EmployeeId, MessageId, drawn
from hub.api.access import HouseOf
from hub.api.conversing import Accepted, Worker, conversation_row, said_already, say
from hub.api.models.chosen import ChosenId
from hub.api.words import Body, Text
from hub.domain import answering

router = APIRouter(prefix="/conversations/{conversation_id}", tags=["conversations"])

_MOST_MENTIONS = 50


class NoteBody(Body):
    """Words for colleagues.

    Those in `mentions` are asked to look: they find the conversation in a folder of its own, and
    may see the client's card from then on.
    """

    text: Text
    mentions: Annotated[tuple[UUID, ...], Field(max_length=_MOST_MENTIONS)] = ()
    message_id: ChosenId = None


@router.post("/notes", status_code=202)
async def add_note(
    house: HouseOf, bearer: Worker, conversation_id: UUID, body: NoteBody
) -> Accepted:
    """Write something for colleagues; the client never sees it."""
    row, id_ = await conversation_row(house, conversation_id), body.message_id or drawn()
    await said_already(house, id_, conversation_id, "note", body.text)
    # who mentions themselves would go on reaching the card, whoever takes it
    others = dict.fromkeys(one for one in body.mentions if one != bearer.employee_id)
    mentions = tuple(map(EmployeeId, others))
    command = answering.Note(MessageId(id_), body.text, bearer.employee_id, mentions)
    return await say(
        house, bearer, row, command, [Subject("employee", str(one)) for one in mentions]
    )
