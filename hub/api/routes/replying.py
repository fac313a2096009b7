"""Replying: answer the client, now, after a moment in which it can be taken back, or later."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from contracts.channel import FileLimits, Manifest
from contracts.errors import Invalid
from contracts.ids import MessageId, drawn
from contracts.inbound import Attachment
from hub.access.bearer import Bearer
from hub.accounts.providers import providers
from hub.api.access import HouseOf, actor
from hub.api.conversing import Accepted, Replier, conversation_row, said_already, say
from hub.api.models.chosen import ChosenId
from hub.api.moments import Moment
from hub.api.words import LARGEST, Body, Clean, Line
from hub.domain import answering
from hub.house import House
from hub.uploads.kept import taken
from projections.inbox import InboxRow

router = APIRouter(prefix="/conversations/{conversation_id}", tags=["conversations"])

_FURTHEST = timedelta(days=366)
_MOST_FILES = 20


class ReplyBody(Body):
    """An answer to the client, in words, files or both.

    `seen_seq` is the position up to which the employee has read: where the client or a colleague
    said something after it, nothing is sent (409, `field` is `seen_seq`). It leaves at `send_at`
    at the earliest, and for `undo_seconds` it can be taken back. `close`: and nothing is left to
    do, provided that it arrives.
    """

    text: Annotated[str, StringConstraints(max_length=200_000), Clean]
    subject: Line | None = None
    message_id: ChosenId = None
    seen_seq: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    send_at: Moment | None = None
    undo_seconds: Annotated[int, Field(ge=0, le=60)] = 0
    attachments: Annotated[tuple[UUID, ...], Field(max_length=_MOST_FILES)] = ()
    close: bool = False


@router.post("/replies", status_code=202)
async def reply(
    house: HouseOf, bearer: Replier, conversation_id: UUID, body: ReplyBody
) -> Accepted:
    """Answer the client where they asked; the sender brings it there."""
    row, id_ = await conversation_row(house, conversation_id), body.message_id or drawn()
    known = await said_already(house, id_, conversation_id, "out", body.text)
    if known is not None:
        return Accepted(message_id=id_, seq=known.seq, send_at=known.send_at)
    command = await _command(house, bearer, row, MessageId(id_), body)
    said = await say(house, bearer, row, command)
    return said.model_copy(update={"send_at": command.send_at})


async def _command(
    house: House, bearer: Bearer, row: InboxRow, id_: MessageId, body: ReplyBody
) -> answering.Reply:
    files = await taken(house, actor(bearer), list(dict.fromkeys(body.attachments)))
    return answering.Reply(
        message_id=id_,
        text=body.text,
        by=bearer.employee_id,
        subject=body.subject,
        reply_ref=row.reply_ref,
        text_limit=text_limit(row.channel, files),
        seen=body.seen_seq,
        send_at=_send_at(house.clock(), body),
        attachments=files,
        closes=body.close,
    )


def _send_at(now: datetime, body: ReplyBody) -> datetime | None:
    """When it leaves; None: at once."""
    if body.send_at and body.send_at - now > _FURTHEST:
        raise Invalid("this is more than a year ahead", field="send_at")
    earliest = now + timedelta(seconds=body.undo_seconds)
    at = max(body.send_at or earliest, earliest)
    return at if at > now else None


def text_limit(channel: str, files: tuple[Attachment, ...]) -> int | None:
    """How many characters the channel takes; None: nobody knows of a limit.

    Raises:
        Invalid: it does not take these files.
    """
    provider = providers().get(channel)
    manifest = provider.manifest if provider else None
    if files:
        limits = _file_limits(manifest)
        _refuse_files(limits, files)
        if limits.text is not None:
            return limits.text
    return manifest.text_limit if manifest else None


def _file_limits(manifest: Manifest | None) -> FileLimits:
    if manifest is None or manifest.files is None:
        raise Invalid("this channel brings no files to the client", field="attachments")
    return manifest.files


def _refuse_files(limits: FileLimits, files: tuple[Attachment, ...]) -> None:
    if len(files) > limits.count:
        raise Invalid(f"this channel takes {limits.count} files at once", field="attachments")
    if sum(file.size for file in files) > limits.size:
        megabytes = limits.size // 1_000_000
        raise Invalid(f"this channel takes {megabytes} MB of files at once", field="attachments")
