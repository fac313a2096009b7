"""multipart/form-data (RFC 7578): split at its boundary, in time linear in its length.

The standard library reads the heads of the parts; it does not split the body, for it takes it by
lines, and a file has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from email.utils import collapse_rfc2231_value

from channels.website.clean import decoded
from channels.website.rejected import Rejected
from channels.website.words import Say

_HEAD_BYTES = 2048
_BOUNDARY_CHARACTERS = 70
_ESCAPES = (("%22", '"'), ("%0D", ""), ("%0A", ""))
"""What browsers write for characters that would end a name (WHATWG HTML, multipart/form-data)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field: `file_name` is None where it is none."""

    name: str
    data: bytes
    file_name: str | None


def parts(body: bytes, content_type: str, most: int) -> list[Part]:
    """The parts of a body.

    Raises:
        Rejected: it is none, or has more than `most` parts.
    """
    delimiter = b"\r\n--" + _boundary(content_type)
    pieces = (b"\r\n" + body).split(delimiter, most + 2)
    if len(pieces) > most + 2:
        raise Rejected(422, Say.TOO_MANY_FIELDS)
    if not pieces[-1].startswith(b"--"):
        raise Rejected(400, Say.UNREADABLE)
    return list(_read(pieces[1:-1]))


def _boundary(content_type: str) -> bytes:
    head = Message()
    head["Content-Type"] = content_type[:_HEAD_BYTES]
    boundary = _parameter(head, "boundary", "content-type") or ""
    if not 0 < len(boundary) <= _BOUNDARY_CHARACTERS or not boundary.isascii():
        raise Rejected(400, Say.UNREADABLE)
    return boundary.encode()


def _read(pieces: list[bytes]) -> Iterator[Part]:
    for piece in pieces:
        head, blank, data = piece.partition(b"\r\n\r\n")
        if not blank or len(head) > _HEAD_BYTES:
            raise Rejected(400, Say.UNREADABLE)
        message = HeaderParser().parsestr(decoded(head.lstrip(b" \t\r\n")))
        name = _parameter(message, "name", "content-disposition")
        if name is None:
            raise Rejected(400, Say.UNREADABLE)
        yield Part(name, data, _parameter(message, "filename", "content-disposition"))


def _parameter(message: Message, name: str, header: str) -> str | None:
    value = message.get_param(name, header=header)
    if value is None:
        return None
    text = value if isinstance(value, str) else collapse_rfc2231_value(value)
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text
