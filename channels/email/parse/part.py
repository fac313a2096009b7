"""One part of a mail: every reading of it gives something, whatever the part holds.

The standard library raises on unknown charsets, broken parameters and odd encodings, each in its
own way; and its time grows faster than the number of parameters.
"""

import re
from email.generator import BytesGenerator
from email.message import Message
from email.utils import collapse_rfc2231_value
from io import BytesIO

from channels.email.parse import caps, charset, clean, words

_TYPE = re.compile(r"\s*([\w!#$&^.+-]{1,64}/[\w!#$&^.+-]{1,64})")
_TEXT = "text/plain"


def media_type(part: Message) -> str:
    """The declared type in lower case; `text/plain` where none can be read."""
    value = _header(part, "content-type")
    match = _TYPE.match(value)
    return match[1].lower() if match else part.get_default_type()


def declared_charset(part: Message) -> str:
    """The declared charset, or nothing."""
    return _parameter(part, "content-type", "charset")[:60]


def file_name(part: Message) -> str | None:
    """The file's name as the sender gave it, decoded, or None."""
    name = _parameter(part, "content-disposition", "filename") or _parameter(
        part, "content-type", "name"
    )
    if "=?" in name:
        name = words.decode(name.encode("utf-8", "surrogateescape"))
    return name or None


def is_attached(part: Message) -> bool:
    """Whether the sender meant it as a file rather than as words."""
    return (
        _header(part, "content-disposition").lstrip().lower().startswith("attachment")
        or file_name(part) is not None
    )


def payload(part: Message) -> bytes:
    """The bytes of a part, without its transfer encoding; a mail inside is written out again."""
    try:
        if part.is_multipart():
            return _written(part)
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001  # whatever breaks in here, the raw mail is kept
        data = b""
    return data if isinstance(data, bytes) else b""


def _written(part: Message) -> bytes:
    out = BytesIO()
    inside = part.get_payload()
    for message in inside if isinstance(inside, list) else []:
        BytesGenerator(out, mangle_from_=False, maxheaderlen=0).flatten(message)
    return out.getvalue()


def _parameter(part: Message, header: str, name: str) -> str:
    value = _header(part, header)
    if name not in value.lower() or value.count(";") > caps.PARAMETERS:
        return ""
    # Raw eight-bit names are decoded first: the library would replace every byte of them.
    readable = charset.decode(value.encode("utf-8", "surrogateescape"))
    alone: Message = Message()
    alone[header] = clean.line(readable, caps.FIELD_BYTES)
    try:
        found = alone.get_param(name, "", header)
        text = collapse_rfc2231_value(found) if found else ""
    except Exception:  # noqa: BLE001  # a parameter that cannot be read is as good as none
        return ""
    return clean.line(charset.decode(text.encode("utf-8", "surrogateescape")), caps.FIELD_BYTES)


def _header(part: Message, name: str) -> str:
    for key, value in part.raw_items():
        if key.lower() == name:
            return str(value)[: caps.FIELD_BYTES]
    return ""
