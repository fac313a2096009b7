"""The one file of a multipart/form-data body (RFC 7578), in time linear in its length."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from contracts.errors import Invalid
from contracts.multipart import HEAD_BYTES, delimiter_of, parameter

FIELD = "file"
_MOST_PARTS = 10
_PLAIN_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+_-]{0,90}")


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
    delimiter = delimiter_of(content_type)
    if delimiter is None:
        raise Invalid("the file has to come as multipart/form-data", field=FIELD)
    pieces = (b"\r\n" + body).split(delimiter, _MOST_PARTS + 1)
    for piece in pieces[1:]:
        head, blank, content = piece.partition(b"\r\n\r\n")
        if not blank or len(head) > HEAD_BYTES:
            continue
        part = HeaderParser().parsestr(head.lstrip(b"\r\n").decode("utf-8", "replace"))
        if parameter(part, "name", "content-disposition") == FIELD:
            return _sent(part, content)
    raise Invalid("there is no file in it", field=FIELD)


def _sent(part: Message, content: bytes) -> Sent:
    if not content:
        raise Invalid("the file is empty", field=FIELD)
    name = parameter(part, "filename", "content-disposition") or ""
    return Sent(name, _media_type(part), content)


def _media_type(part: Message) -> str:
    """What is neither a plain type nor a leaf is bytes: it will stand in a header of a mail."""
    said = str(part.get("content-type", "")).partition(";")[0].strip().lower()
    is_leaf = _PLAIN_TYPE.fullmatch(said) and not said.startswith(("multipart/", "message/"))
    return said if is_leaf else "application/octet-stream"
