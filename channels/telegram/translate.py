"""From an update of Telegram to an inbound. Pure, and deaf to nothing: no update raises.

None is marked as history: what Telegram still hands out, nobody has taken yet.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from channels.telegram import attached as files
from channels.telegram.attached import Attached, Fetched
from channels.telegram.content import content, is_event
from channels.telegram.message import Digest, Message, person
from channels.telegram.reading import dumps, line, number, record, words
from contracts.inbound import Inbound, InboundKind, Thread, Touch

_START = re.compile("/start(?:@[A-Za-z0-9_]{1,64})? (?P<code>[A-Za-z0-9_-]{1,64})")


def attached(update: object, digest: Digest) -> Attached | None:
    """The file that a person sent with it."""
    match update:
        case {"message": dict(fields)} | {"edited_message": dict(fields)}:
            message = Message(fields, digest)
            return None if _not_written(message) else files.attached(fields)
        case _:
            return None


def inbound(
    update: object, *, raw: str, digest: Digest, now: datetime, fetched: Fetched | None = None
) -> Inbound:
    """What this update means; `raw` is the blob that keeps it, `now` stands in for its time.

    `fetched` is what became of the file that came with it.
    """
    cursor = update_id(update)
    new = partial(
        Inbound,
        provider_id=_provider_id(update, digest),
        raw=raw,
        cursor=None if cursor is None else str(cursor),
    )
    match update:
        case {"message": dict(fields)}:
            return _message(new, Message(fields, digest), now, fetched)
        case {"edited_message": dict(fields)}:
            return _edit(new, Message(fields, digest), now, fetched)
        case {"callback_query": dict(fields)}:
            return _press(new, fields, digest, now)
        case _:
            return _unsupported(new, f"We have no word for {_kind(update) or 'it'}.", now)


def update_id(update: object) -> int | None:
    """The update's number in the queue. A negative one would mean something else as an offset."""
    found = number(record(update).get("update_id"))
    return found if found is not None and found >= 0 else None


def pressed(update: object) -> str | None:
    """The id of the query behind a pressed button, which Telegram wants answered."""
    return line(record(record(update).get("callback_query")).get("id")) or None


def _message(
    new: partial[Inbound], message: Message, now: datetime, fetched: Fetched | None
) -> Inbound:
    arrived_at = message.moment("date") or now
    if reason := _not_written(message):
        return _unsupported(new, reason, arrived_at)
    text, unreadable, enclosed = content(message.fields, fetched)
    return new(
        kind=InboundKind.MESSAGE,
        sender=message.sender,
        thread=message.thread,
        arrived_at=arrived_at,
        text=text,
        unreadable=unreadable,
        attachments=enclosed,
        touches=_touches(text, arrived_at),
        reply_ref=message.reply_ref,
    )


def _touches(text: str, at: datetime) -> tuple[Touch, ...]:
    """Where they came from, if it was a link of ours: `t.me/<bot>?start=<code>`.

    Source: core.telegram.org/bots/features#deep-linking
    """
    found = _START.fullmatch(text)
    return (Touch(at=at, code=found["code"]),) if found else ()


def _edit(
    new: partial[Inbound], message: Message, now: datetime, fetched: Fetched | None
) -> Inbound:
    arrived_at = message.moment("edit_date") or message.moment("date") or now
    if reason := _not_written(message):
        return _unsupported(new, reason, arrived_at)
    text, unreadable, enclosed = content(message.fields, fetched)
    return new(
        kind=InboundKind.EDIT,
        sender=message.sender,
        thread=Thread(chat=message.chat, refs=(message.own,) if message.own else ()),
        arrived_at=arrived_at,
        text=text,
        unreadable=unreadable,
        attachments=enclosed,
        reply_ref=message.reply_ref,
    )


def _press(
    new: partial[Inbound], query: Mapping[str, Any], digest: Digest, now: datetime
) -> Inbound:
    # The date of the message is when the button was sent; when it was pressed, nobody says.
    message = Message(record(query.get("message")), digest)
    sender, data = person(record(query.get("from"))), words(query.get("data"))
    if not sender or not data:
        return _unsupported(new, "A button without a person or without data.", now)
    return new(
        kind=InboundKind.BUTTON,
        sender=sender,
        thread=Thread(chat=message.chat, refs=(message.own,) if message.own else ()),
        arrived_at=now,
        text=_label(message.fields, data),
        button=data,
        reply_ref=message.reply_ref,
    )


def _unsupported(new: partial[Inbound], reason: str, arrived_at: datetime) -> Inbound:
    return new(kind=InboundKind.UNSUPPORTED, arrived_at=arrived_at, unreadable=reason)


def _not_written(message: Message) -> str | None:
    """Why this is not the word of a person to whom we could answer."""
    if message.own is None:
        return "A message without a chat or a number."
    if not message.sender:
        return "No person has written it."
    return "Something happened in the chat." if is_event(message.fields) else None


def _label(message: Mapping[str, Any], data: str) -> str:
    """What the pressed button said, where Telegram still shows it."""
    rows = record(message.get("reply_markup")).get("inline_keyboard")
    for row in rows if isinstance(rows, list) else ():
        for button in map(record, row if isinstance(row, list) else ()):
            if button.get("callback_data") == data:
                return words(button.get("text"))
    return ""


def _provider_id(update: object, digest: Digest) -> str:
    """The same for every delivery of an update, and never that of another.

    The number alone would not do: after a week of silence Telegram goes on with a random one, which
    may have been there before. Source: core.telegram.org/bots/api#update
    """
    found = update_id(update)
    if found is None:
        return digest("unnumbered update", dumps(update))
    fields = record(record(update).get(_kind(update)))
    chat_id = number(record(fields.get("chat")).get("id"))
    name = line(fields.get("message_id")) or line(fields.get("id"))
    return digest("update", str(found), _kind(update), str(chat_id), name)


def _kind(update: object) -> str:
    """What an update is of, in the words of Telegram."""
    kinds = sorted(line(name) for name in record(update) if name != "update_id")
    return kinds[0][:64] if kinds else ""
