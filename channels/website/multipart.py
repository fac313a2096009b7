"""multipart/form-data (RFC 7578): split at its boundary, in time linear in its length.

The standard library reads the heads of the parts; it does not split the body, for it takes it by
lines, and a file has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import HeaderParser

from channels.website.clean import decoded
from channels.website.rejected import Rejected
from channels.website.words import Say
from contracts.multipart import HEAD_BYTES, delimiter_of, parameter


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
    delimiter = delimiter_of(content_type)
    if delimiter is None:
        raise Rejected(400, Say.UNREADABLE)
    pieces = (b"\r\n" + body).split(delimiter, most + 2)
    if len(pieces) > most + 2:
        raise Rejected(422, Say.TOO_MANY_FIELDS)
    if not pieces[-1].startswith(b"--"):
        raise Rejected(400, Say.UNREADABLE)
    return list(_read(pieces[1:-1]))


def _read(pieces: list[bytes]) -> Iterator[Part]:
    for piece in pieces:
        head, blank, data = piece.partition(b"\r\n\r\n")
        if not blank or len(head) > HEAD_BYTES:
            raise Rejected(400, Say.UNREADABLE)
        message = HeaderParser().parsestr(decoded(head.lstrip(b" \t\r\n")))
        name = parameter(message, "name", "content-disposition")
        if name is None:
            raise Rejected(400, Say.UNREADABLE)
        yield Part(name, data, parameter(message, "filename", "content-disposition"))
