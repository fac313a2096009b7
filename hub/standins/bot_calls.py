"""A request to the Bot API, and the ways it can end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from hub.standins.bot_params import Params, Upload
from hub.standins.faults import Cut, Delay, Hang

SENDS = frozenset({"sendmessage", "senddocument", "sendphoto", "sendmediagroup"})


@dataclass(frozen=True, slots=True)
class Call:
    """One request as the server saw it.

    Attributes:
        method: As spelt in the address, `sendMessage`.
        params: Numbers as numbers, objects parsed, files as `Upload`.
        answered: The HTTP status that was sent; False while, and if ever, none was.
        effective: The request was obeyed: what it sends is with the client.
        at: When it came.
    """

    method: str
    params: Params
    answered: int | Literal[False]
    effective: bool
    at: datetime

    @property
    def sends(self) -> bool:
        """Is it of the kind that puts a message before a client?"""
        return self.method.lower() in SENDS

    @property
    def files(self) -> list[Upload]:
        """The files that came with it, in their order."""
        media = self.params.get("media")
        given = [one["media"] for one in media] if isinstance(media, list) else []
        given += [self.params.get("document"), self.params.get("photo")]
        return [one for one in given if isinstance(one, Upload)]

    @property
    def said(self) -> str:
        """The words, or those that stand beside the files."""
        media = self.params.get("media")
        captions = [one.get("caption") for one in media] if isinstance(media, list) else []
        said = [self.params.get("text"), self.params.get("caption"), *captions]
        return str(next((one for one in said if one), ""))


@dataclass(frozen=True, slots=True)
class Refusal:
    """`{"ok": false}` with these words; the HTTP status is the error code unless it is given."""

    error_code: int
    description: str
    parameters: Mapping[str, Any] | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that is no Bot API at all, as a gateway in between gives it."""

    status: int = 502
    body: str = "<html><body><h1>502 Bad Gateway</h1></body></html>"


Fault = Refusal | Page | Cut | Hang | Delay


class Declined(Exception):
    """The request is refused by the rules of the Bot API."""

    def __init__(self, error_code: int, description: str) -> None:
        super().__init__(description)
        self.refusal = Refusal(error_code, description)
