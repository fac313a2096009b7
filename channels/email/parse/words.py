"""Encoded words in headers (RFC 2047), as senders really write them."""

import re
from base64 import b64decode
from quopri import decodestring

from channels.email.parse import charset

_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(rb"[ \t\r\n]*")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def decode(value: bytes) -> str:
    """A header value as text; a word that cannot be decoded stays as it was written."""
    pieces: list[str] = []
    run = b""
    run_charset = ""
    end = 0
    for match in _WORD.finditer(value):
        name = match[1].partition(b"*")[0].decode("ascii", "replace").lower()
        between = value[end : match.start()]
        is_adjacent = end > 0 and _BETWEEN.fullmatch(between) is not None
        # A character may be cut in two by adjacent words: their bytes are joined first.
        if not is_adjacent or name != run_charset:
            pieces.append(charset.decode(run, run_charset))
            run = b""
        if not is_adjacent:
            pieces.append(charset.decode(between))
        run, run_charset, end = run + _content(match), name, match.end()
    pieces += [charset.decode(run, run_charset), charset.decode(value[end:])]
    return "".join(pieces)


def _content(match: re.Match[bytes]) -> bytes:
    if match[2] in b"qQ":
        return decodestring(match[3].replace(b"_", b" "), header=False)
    digits = _NOT_BASE64.sub(b"", match[3])
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    return b64decode(digits + b"=" * (-len(digits) % 4))
