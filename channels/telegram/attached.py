"""The file that a message carries: which one to ask for, and what Telegram says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from channels.telegram.reading import line, number, record
from contracts.inbound import Attachment

MOST_BYTES = 20 * 1024 * 1024
"""What a bot can download. Source: core.telegram.org/bots/api#getfile"""
STICKER_BYTES = 1024 * 1024
"""Stickers of Telegram's own have half of it at most. Source: core.telegram.org/stickers"""

FILES = {
    "animation": ("animation", ()),
    "audio": ("audio", ("file_name",)),
    "document": ("file", ("file_name",)),
    "live_photo": ("live photo", ()),
    "paid_media": ("paid media", ()),
    "photo": ("photo", ()),
    "sticker": ("sticker", ("emoji",)),
    "story": ("story", ()),
    "video": ("video", ("file_name",)),
    "video_note": ("video message", ()),
    "voice": ("voice message", ()),
}
"""By field: what a person calls it, and what of it is worth saying.

An animation stands there as a document too. Source: core.telegram.org/bots/api#message
"""

_LONGEST_ID = 256


@dataclass(frozen=True, slots=True)
class Attached:
    """A file at Telegram. `word`: what a person calls it; `most`: how large it may be, in bytes.

    Telegram leaves out what it likes: without a `file_id` it cannot be asked for; `size` in bytes.
    """

    word: str
    file_id: str | None
    size: int | None
    name: object
    most: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Missing:
    """The file stayed in Telegram; `reason` is a sentence for the manager."""

    reason: str


Fetched = Attachment | Missing


def attached(message: Mapping[str, Any]) -> Attached | None:
    """The file of a message; of a photo, the largest of its sizes."""
    if isinstance(message.get("text"), str):
        return None
    for field, (word, _) in FILES.items():
        if message.get(field) is not None:
            told = _largest(message[field])
            return Attached(
                word=word,
                file_id=_file_id(told),
                size=number(told.get("file_size")),
                name=told.get("file_name"),
                most=STICKER_BYTES if field == "sticker" else MOST_BYTES,
            )
    return None


def unfetched(word: str) -> str:
    """What is said of a file that nobody asked for."""
    return f"The {word} was not fetched."


def _largest(value: object) -> dict[str, Any]:
    if not isinstance(value, list):
        return record(value)
    sizes = [size for size in map(record, value) if _file_id(size)]
    return max(sizes, key=_pixels, default={})


def _pixels(size: Mapping[str, Any]) -> int:
    return (number(size.get("width")) or 0) * (number(size.get("height")) or 0)


def _file_id(told: Mapping[str, Any]) -> str | None:
    found = told.get("file_id")
    named = line(found) if isinstance(found, str) else ""
    return named if 0 < len(named) <= _LONGEST_ID else None
