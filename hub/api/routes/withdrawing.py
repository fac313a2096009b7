"""Withdrawing: take an answer back before it leaves, or send one again that did not arrive."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from contracts.errors import Conflict
from contracts.ids import MessageId, derived
from hub.access.bearer import Bearer
from hub.api.access import HouseOf, actor
from hub.api.conversing import Accepted, Replier, act, answer_row, conversation_row, say
from hub.api.models.uploads import UploadedFile
from hub.api.routes.replying import text_limit
from hub.domain import answering
from hub.domain.withdrawing import Withdraw
from hub.house import House
from hub.uploads.kept import offer
from projections.thread import ThreadRow

router = APIRouter(prefix="/messages/{message_id}", tags=["messages"])


class Withdrawn(BaseModel):
    """It never leaves. Its words and files, to go on from: the files are uploads of the caller."""

    seq: int
    text: str | None
    attachments: list[UploadedFile]


@router.post("/withdrawal")
async def withdraw(house: HouseOf, bearer: Replier, message_id: UUID) -> Withdrawn:
    """Take an answer back; refused (409) from the moment in which the sender takes it up."""
    row = await answer_row(house, message_id)
    command = Withdraw(MessageId(message_id), bearer.employee_id)
    written = await act(house, bearer, row.conversation_id, command)
    return Withdrawn(seq=written.seq, text=row.text, attachments=await _files(house, bearer, row))


async def _files(house: House, bearer: Bearer, row: ThreadRow) -> list[UploadedFile]:
    """Whoever took it back may send them, whoever had put them there."""
    offered = [await offer(house, actor(bearer), file) for file in row.attachments]
    return [UploadedFile.of(upload) for upload in offered]


@router.post("/retry", status_code=202)
async def retry(house: HouseOf, bearer: Replier, message_id: UUID) -> Accepted:
    """Send what failed or stays uncertain once more, as a message of its own: a person decided so.

    Asked twice it is sent once; whoever wants a third try asks for it of the second.
    """
    row = await answer_row(house, message_id)
    if row.text is None:
        raise Conflict("its words were erased")
    if row.state not in {"failed", "uncertain", "bounced"}:
        raise Conflict("only what failed or stays uncertain is sent again")
    there = await conversation_row(house, row.conversation_id)
    command = answering.Reply(
        message_id=MessageId(derived("again", message_id)),
        text=row.text,
        by=bearer.employee_id,
        subject=row.subject,
        reply_ref=there.reply_ref,
        text_limit=text_limit(there.channel, row.attachments),
        attachments=row.attachments,
        again=MessageId(message_id),
    )
    return await say(house, bearer, there, command)
