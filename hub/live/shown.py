"""Shown: how a conversation stands now and what was said in it, as a list has it, asked by nobody.

No more than who asks for the list is shown without having opened anything: the row, and of each
message the words that the row begins with. Nothing of it is kept for who comes back later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from sqlalchemy import Uuid, any_, literal
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.conversations import Conversation
from hub.api.queries.carding import carded
from hub.api.queries.conversations import listed
from hub.api.queries.messages import shown
from hub.house import House
from hub.live.fact import Fact, block
from hub.log.codec import Stored, subject_of
from hub.projector.columns import view_of
from hub.views.read import rows_of
from projections.inbox import INBOX
from projections.thread import THREAD, ThreadRow

_MOST = 100
"""Conversations of a batch: who gets more at once asks for lists anew, as after a break."""
_BEGINNING = 200
"""Characters: as many as a row of the list has."""
_SAID = frozenset({"message.received", "message.queued"})

_TOLD = {
    "message_id", "conversation_id", "seq", "at", "direction", "subject", "html", "raw",
    "identity_id", "by", "arrived_at", "machine", "history", "unreadable", "rule", "suggests",
    "state", "reason", "until", "edited_at", "send_at", "again", "mentions",
}  # fmt: skip
"""Of a message, beside the beginning of its text: a field that comes to it is not told unasked."""

_inbox = view_of(INBOX)


@dataclass(slots=True)
class _News:
    """Of one conversation: the last position at which something happened, and what was said."""

    seq: int
    messages: list[UUID]


async def shown_by(house: House, batch: Iterable[Stored]) -> list[Fact]:
    """A fact without a place for each conversation that these events are about.

    `{"seq", "conversation", "messages": [{…, "whole"}]}`: `seq` is the last of those events; a
    message is `whole` where nothing of it is left out. Whoever may see it is judged by who holds
    the card now, and no longer by who held it.
    """
    news = _news_of(batch)
    if not news:
        return []
    async with house.views.connect() as connection:
        rows = await _rows(connection, list(news), house)
        said = [id_ for one in news.values() for id_ in one.messages]
        messages = await rows_of(connection, THREAD, "message_id", said)
    return [_fact(row, news[row.conversation_id], messages) for row in rows]


def _news_of(batch: Iterable[Stored]) -> dict[UUID, _News]:
    """The newest where there are too many."""
    news: dict[UUID, _News] = {}
    for stored in batch:
        try:
            subject = subject_of(stored.subject)
            if subject.aggregate != "conversation":
                continue
            talk, said = UUID(subject.id), _said(stored)
        except (ValueError, KeyError, TypeError):
            continue
        before = news.pop(talk, None)
        news[talk] = _News(stored.seq, [*before.messages, *said] if before else said)
    return dict(list(news.items())[-_MOST:])


def _said(stored: Stored) -> list[UUID]:
    """Which message; that is sealed under no key."""
    if stored.type not in _SAID:
        return []
    return [UUID(orjson.loads(stored.body)["data"]["message_id"])]


async def _rows(
    connection: AsyncConnection, ids: Sequence[UUID], house: House
) -> list[Conversation]:
    these = _inbox.c.conversation_id == any_(literal(ids, ARRAY(Uuid)))
    found = await connection.execute(carded(listed(house.clock()).where(these).subquery()))
    return [Conversation.model_validate(dict(row)) for row in found.mappings()]


def _fact(row: Conversation, news: _News, messages: Iterable[ThreadRow]) -> Fact:
    of = [one for one in messages if one.conversation_id == row.conversation_id]
    told: dict[str, object] = {
        "seq": news.seq,
        "conversation": row.model_dump(mode="json", exclude={"draft"}),
        "messages": [_beginning(one) for one in sorted(of, key=lambda one: one.seq)],
    }
    return Fact(0, "conversation", str(row.conversation_id), block("shown", told))


def _beginning(row: ThreadRow) -> dict[str, object]:
    """As a list would show it: without the names of files, and no longer than that."""
    text = row.text or ""
    whole = len(text) <= _BEGINNING and not row.attachments
    plain = shown(row).model_dump(mode="json", include=_TOLD)
    return plain | {"attachments": [], "text": text[:_BEGINNING], "whole": whole}
