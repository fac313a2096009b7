"""Entry: what stands in the bucket under the name of a lease."""

from dataclasses import dataclass
from typing import Any

import orjson

_NOBODY = b""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who holds a lease, and which of their tries it is, by a token drawn for it.

    `given_back`: they held it, and hold it no longer.
    """

    holder: str
    token: str
    given_back: bool = False

    def encoded(self) -> bytes:
        """As it is stored."""
        return orjson.dumps(self)


def decoded(body: bytes) -> Entry | None:
    """What was stored; None where a person has deleted the key.

    What is not ours stands for a holder whom nobody knows: it is left alone until it expires.
    """
    if body == _NOBODY:
        return None
    try:
        told: dict[str, Any] = orjson.loads(body)
        return Entry(str(told["holder"]), str(told["token"]), told["given_back"] is True)
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return Entry(holder="somebody unknown", token="")
