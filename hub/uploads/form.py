"""The one file of a multipart/form-data body (RFC 7578), in time linear in its length."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from email.utils import collapse_rfc2231_value

from contracts.errors import Invalid

FIELD = "file"
_MOST_PARTS = 10
_HEAD_BYTES = 2048
_BOUNDARY_CHARACTERS = 70
_PLAIN_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+_-]{0,90}")
_ESCAPES = (("%22", '"'), ("%0D", ""), ("%0A", ""))
"""What browsers write for characters that would end a name (WHATWG HTML, multipart/form-data)."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as the browser sent it: neither its name nor its type is proved by anything."""

    name: str
    media_type: str
    content: bytes


def file_in(body: bytes, content_type: str) -> Sent:
    """The file of the field `file`.

    Raises:
        Invalid: there is none, it is empty, or the body cannot be read.
    """
    delimiter = b"\r\n--" + _boundary(content_type)
    pieces = (b"\r\n" + body).split(delimiter, _MOST_PARTS + 1)
    for piece in pieces[1:]:
        head, blank, content = piece.partition(b"\r\n\r\n")
        if not blank or len(head) > _HEAD_BYTES:
            continue
        part = HeaderParser().parsestr(head.lstrip(b"\r\n").decode("utf-8", "replace"))
        if _parameter(part, "name", "content-disposition") == FIELD:
            return _sent(part, content)
    raise Invalid("there is no file in it", field=FIELD)


def _sent(part: Message, content: bytes) -> Sent:
    if not content:
        raise Invalid("the file is empty", field=FIELD)
    name = _parameter(part, "filename", "content-disposition") or ""
    return Sent(name, _media_type(part), content)


def _media_type(part: Message) -> str:
    """What is neither a plain type nor a leaf is bytes: it will stand in a header of a mail."""
    said = str(part.get("content-type", "")).partition(";")[0].strip().lower()
    is_leaf = _PLAIN_TYPE.fullmatch(said) and not said.startswith(("multipart/", "message/"))
    return said if is_leaf else "application/octet-stream"


def _boundary(content_type: str) -> bytes:
    head = Message()
    head["Content-Type"] = content_type[:_HEAD_BYTES]
    boundary = _parameter(head, "boundary", "content-type") or ""
    if not 0 < len(boundary) <= _BOUNDARY_CHARACTERS or not boundary.isascii():
        raise Invalid("the file has to come as multipart/form-data", field=FIELD)
    return boundary.encode()


def _parameter(head: Message, name: str, header: str) -> str | None:
    value = head.get_param(name, header=header)
    if value is None:
        return None
    text = value if isinstance(value, str) else collapse_rfc2231_value(value)
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text
