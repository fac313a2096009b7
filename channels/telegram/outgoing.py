"""From an outbound to what sendMessage wants; what Telegram would refuse is refused here."""

import json
import re
from typing import NamedTuple

from channels.telegram.reading import line, number, record, words
from contracts.channel import Button, Enclosure, Outbound
from contracts.errors import Undeliverable
from contracts.inbound import AddressKind

TEXT_CHARACTERS = 4096
"""The longest text. Source: core.telegram.org/bots/api#sendmessage"""
CAPTION_CHARACTERS = 1024
"""The longest text beside files. Source: core.telegram.org/bots/api#senddocument"""

MOST_FILES = 10
"""In one album. Source: core.telegram.org/bots/api#sendmediagroup"""

MOST_FILE_BYTES = 50_000_000
"""What a bot may send. Source: core.telegram.org/bots/api#sending-files"""

_ANSWER_SECONDS, _MOST_SECONDS = 20.0, 50.0
_BYTES_PER_SECOND = 500_000
_BUTTON_BYTES = 64
_CHAT_ID = re.compile(r"-?[0-9]{1,18}")


class Place(NamedTuple):
    """A chat, and the topic within it where it has topics."""

    chat_id: int
    topic: int | None = None


def place(message: Outbound) -> Place:
    """Where it goes: to the chat of the message that is answered, else to the person.

    Raises:
        Undeliverable: neither leads to a chat of Telegram.
    """
    if message.reply_ref is not None:
        return _answered(message.reply_ref)
    if message.to.kind is not AddressKind.TELEGRAM or not _CHAT_ID.fullmatch(message.to.value):
        raise Undeliverable("This is no address of Telegram.")
    return Place(int(message.to.value))


def text(message: Outbound) -> str:
    """The words.

    Raises:
        Undeliverable: there are none, or too many.
    """
    written = words(message.text)
    if not written.strip():
        raise Undeliverable("Telegram takes no message without words.")
    if len(written) > TEXT_CHARACTERS:
        raise Undeliverable(
            f"The text has {len(written)} characters; Telegram takes {TEXT_CHARACTERS} at most."
        )
    return written


def caption(message: Outbound) -> str | None:
    """The words beside files; None where there are none.

    Raises:
        Undeliverable: there are too many.
    """
    written = words(message.text)
    if len(written) > CAPTION_CHARACTERS:
        raise Undeliverable(
            f"The text has {len(written)} characters; beside files Telegram takes "
            f"{CAPTION_CHARACTERS} at most."
        )
    return written if written.strip() else None


def files(message: Outbound) -> tuple[Enclosure, ...]:
    """The files.

    Raises:
        Undeliverable: there are too many, or they are too large.
    """
    if len(message.attachments) > MOST_FILES:
        raise Undeliverable(f"Telegram takes {MOST_FILES} files at once.")
    if sum(len(file.content) for file in message.attachments) > MOST_FILE_BYTES:
        raise Undeliverable(f"A bot may send {MOST_FILE_BYTES // 1_000_000} MB at once.")
    return message.attachments


def seconds_for(message: Outbound) -> float:
    """How long the answer may take: files need their time, and a sender that stands still dies."""
    size = sum(len(file.content) for file in message.attachments)
    return min(_ANSWER_SECONDS + size / _BYTES_PER_SECOND, _MOST_SECONDS)


def buttons(message: Outbound) -> tuple[Button, ...]:
    """The buttons, with labels that can be read.

    Raises:
        Undeliverable: one has no label, or its data has not 1 to 64 bytes.
    """
    for button in message.buttons:
        if not line(button.label) or not 0 < _size(button) <= _BUTTON_BYTES:
            raise Undeliverable(
                f"A button needs a label, and data of 1 to {_BUTTON_BYTES} bytes; "
                f"that of {button.label!r} has {_size(button)}."
            )
    return tuple(Button(label=line(each.label), data=each.data) for each in message.buttons)


def _size(button: Button) -> int:
    return len(button.data.encode("utf-8", "surrogatepass"))


def _answered(reply_ref: str) -> Place:
    try:
        fields = record(json.loads(reply_ref))
    except ValueError as error:
        raise Undeliverable("Nobody can say which chat this answers.") from error
    chat_id = number(fields.get("chat_id"))
    if chat_id is None:
        raise Undeliverable("Nobody can say which chat this answers.")
    return Place(chat_id, number(fields.get("topic")))
