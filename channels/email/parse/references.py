"""The Message-IDs that a mail refers to."""

import re
from collections.abc import Iterable

from channels.email.parse import caps, clean
from channels.email.parse.header_block import Fields, first

_ID = re.compile(rb"<([^<>\s\x00-\x1f]{1,512})>")
OURS = re.compile(rb"[0-9a-f]{32}\.[0-9a-f]{16}@[A-Za-z0-9.-]{1,255}")
"""What a Message-ID of ours looks like, wherever it stands; whether it is one, a key must prove."""


def ids(value: bytes) -> list[str]:
    """Message-IDs without their brackets, as they come; senders forget the brackets too."""
    bare = (word for word in value.split() if b"@" in word.strip(b"@"))
    return [_plain(found) for found in _ID.findall(value) or bare]


def message_id(found: Fields) -> str | None:
    """The mail's own name, or None."""
    value = first(found, "message-id")
    named = ids(value) or [_plain(value)]
    return named[0] or None


def answered(found: Fields) -> tuple[str, ...]:
    """What a mail refers to, the nearest first: In-Reply-To, then References from its end."""
    parents = ids(first(found, "in-reply-to"))
    ancestors = ids(first(found, "references"))
    return distinct([*parents, *reversed(ancestors)])


def returned(found: Fields) -> tuple[str, ...]:
    """The names in the headers of a mail that came back to us."""
    own = message_id(found)
    return distinct([*([own] if own else []), *answered(found)])


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each once, at most `caps.REFERENCES`."""
    return tuple(dict.fromkeys(names))[: caps.REFERENCES]


def _plain(value: bytes) -> str:
    return clean.line(value.decode("utf-8", "replace"), 512)
