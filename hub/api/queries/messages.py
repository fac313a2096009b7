"""What was said: in one conversation, or with one client; in the order of the log."""

from dataclasses import fields
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.conversations import AttachedFile, Message
from hub.api.paging import Page, page_of, read_cursor
from hub.api.words import LARGEST
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.cards import CARDS
from projections.inbox import INBOX
from projections.thread import THREAD, ThreadRow

_thread, _inbox, _cards = view_of(THREAD), view_of(INBOX), view_of(CARDS)
_SEQ: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0, le=LARGEST)])
_APART = {"html", "raw", "attachments"}

Order = Literal["oldest", "newest"]
"""Which messages come first."""


async def thread_of(
    connection: AsyncConnection, conversation: UUID, order: Order, limit: int, cursor: str | None
) -> Page[Message]:
    """A page of one conversation."""
    there = _thread.c.conversation_id == conversation
    return await _page(connection, there, order, limit, cursor)


async def timeline_of(
    connection: AsyncConnection, client: UUID, order: Order, limit: int, cursor: str | None
) -> Page[Message]:
    """A page of all conversations of a client's identities."""
    theirs = (
        select(_inbox.c.conversation_id)
        .join(_cards, _cards.c.identity_id == _inbox.c.identity_id)
        .where(_cards.c.client_id == client)
    )
    there = _thread.c.conversation_id.in_(theirs)
    return await _page(connection, there, order, limit, cursor)


async def _page(
    connection: AsyncConnection,
    there: ColumnElement[bool],
    order: Order,
    limit: int,
    cursor: str | None,
) -> Page[Message]:
    query, seq, newest = select(_thread).where(there), _thread.c.seq, order == "newest"
    after = read_cursor(_SEQ, cursor)
    if after is not None:
        query = query.where(seq < after if newest else seq > after)
    query = query.order_by(seq.desc() if newest else seq).limit(limit + 1)
    found = [shown(row) for row in await rows(connection, THREAD, query)]
    return page_of(found, limit, _SEQ, lambda message: message.seq)


def shown(row: ThreadRow) -> Message:
    """The message, without the bytes that came with it."""
    plain: dict[str, Any] = {
        field.name: getattr(row, field.name) for field in fields(row) if field.name not in _APART
    }
    files = [
        AttachedFile(number=n, name=one.name, media_type=one.media_type, size=one.size)
        for n, one in enumerate(row.attachments)
    ]
    return Message(**plain, html=bool(row.html), raw=bool(row.raw), attachments=files)


async def message(connection: AsyncConnection, id_: UUID) -> ThreadRow | None:
    """One message or note."""
    return next(iter(await rows_of(connection, THREAD, "message_id", [id_])), None)
