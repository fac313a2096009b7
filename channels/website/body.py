"""The body of a submission: names and values, whichever of the three ways they were written."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from channels.website.clean import decoded
from channels.website.files import Upload
from channels.website.multipart import parts
from channels.website.rejected import Fault, Rejected, wrong
from channels.website.words import Say
from contracts.channel import WebRequest

JSON = "application/json"
MULTIPART = "multipart/form-data"
MOST_FIELDS = 100


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was sent, unjudged. A value is text in forms, and anything at all in JSON."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


def media_type(request: WebRequest) -> str:
    """What the body says it is, in lower case and without parameters."""
    return (request.header("content-type") or "").partition(";")[0].strip().lower()


def submitted(request: WebRequest) -> Submitted:
    """What a request's body holds.

    Raises:
        Rejected: it cannot be read, or has too many fields.
    """
    match media_type(request):
        case "application/json":
            return Submitted(_few(json_object(request.body)))
        case "application/x-www-form-urlencoded":
            return Submitted(_once(_pairs(request.body)))
        case "multipart/form-data":
            return _multipart(request)
        case _:
            raise Rejected(415, Say.MEDIA_TYPE)


def json_object(body: bytes | str) -> dict[str, Any]:
    """The object that this JSON is.

    Raises:
        Rejected: it is no JSON, or no object.
    """
    try:
        read = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Rejected(400, Say.UNREADABLE) from error
    if not isinstance(read, dict):
        raise Rejected(400, Say.UNREADABLE)
    return read


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _few(values: dict[str, Any]) -> dict[str, Any]:
    if len(values) > MOST_FIELDS:
        raise Rejected(422, Say.TOO_MANY_FIELDS)
    return values


def _pairs(body: bytes) -> list[tuple[str, str]]:
    if body.count(b"&") >= MOST_FIELDS:
        raise Rejected(422, Say.TOO_MANY_FIELDS)
    # Latin-1 keeps every byte as it is, until it is known what they were meant to be.
    found = parse_qsl(body.decode("latin-1"), keep_blank_values=True, encoding="latin-1")
    return [(decoded(a.encode("latin-1")), decoded(b.encode("latin-1"))) for a, b in found]


def _multipart(request: WebRequest) -> Submitted:
    found = parts(request.body, request.header("content-type") or "", MOST_FIELDS)
    texts = [(part.name, decoded(part.data)) for part in found if part.file_name is None]
    files = [
        (part.name, Upload(part.file_name, part.data))
        for part in found
        if part.file_name is not None and (part.file_name or part.data)  # an empty input is none
    ]
    _once((part.name, part.name) for part in found)
    return Submitted(dict(texts), dict(files))


def _once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in pairs:
        if name in values:
            raise wrong(Fault(name[:100], Say.TWICE))
        values[name] = value
    return values
