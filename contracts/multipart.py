"""multipart/form-data (RFC 7578): where its parts are divided, and what their heads say."""

from email.message import Message
from email.utils import collapse_rfc2231_value

HEAD_BYTES = 2048
"""The longest head of a part, and the longest Content-Type, that anybody has to read."""

_BOUNDARY_CHARACTERS = 70
_ESCAPES = (("%22", '"'), ("%0D", ""), ("%0A", ""))
"""What browsers write for characters that would end a name (WHATWG HTML, multipart/form-data)."""


def delimiter_of(content_type: str) -> bytes | None:
    """What stands before each part, the first one too once a line's end is put before the body.

    None where the body is no multipart/form-data.
    """
    head = Message()
    head["Content-Type"] = content_type[:HEAD_BYTES]
    boundary = parameter(head, "boundary", "content-type") or ""
    if not 0 < len(boundary) <= _BOUNDARY_CHARACTERS or not boundary.isascii():
        return None
    return b"\r\n--" + boundary.encode()


def parameter(head: Message, name: str, header: str) -> str | None:
    """A parameter of a header, as the person named it who chose the file; None: not there."""
    value = head.get_param(name, header=header)
    if value is None:
        return None
    text = value if isinstance(value, str) else collapse_rfc2231_value(value)
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text
