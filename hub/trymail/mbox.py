"""Mbox files: many mails in one, parted by lines that begin with `From `. See RFC 4155.

What follows the `From ` differs from program to program: an address, a time, a mere dash; and then
a header on the next line. Where a mail says its Content-Length and that is right, such a line
inside of it parts nothing. Lines that were quoted as `>From ` stay as they are.
"""

import re
from collections.abc import Iterator

_PARTING = re.compile(
    rb"^From (?:-|\S+@\S+[ \t]*\r?$|[^\r\n]*\d\d:\d\d)[^\r\n]*\r?\n(?=[!-9;-~]{1,76}:)",
    re.MULTILINE,
)
_BLANK_LINE = re.compile(rb"\n\r?\n")
_CONTENT_LENGTH = re.compile(rb"(?im)^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$")
_MARK = b"\xef\xbb\xbf"
"""What some programs put before everything else (UTF-8's byte order mark)."""


def is_mbox(raw: bytes) -> bool:
    """Whether it begins like one."""
    return _PARTING.match(raw.removeprefix(_MARK)) is not None


def mails_in(raw: bytes) -> Iterator[bytes]:
    """The mails of an mbox, without the lines that part them."""
    raw, position = raw.removeprefix(_MARK), 0
    while first := _PARTING.match(raw, position):
        end = _end_of(raw, first.end())
        yield raw[first.end() : end]
        position = _after_blanks(raw, end)


def _end_of(raw: bytes, start: int) -> int:
    said = _said_end(raw, start)
    if said is not None:
        return said
    following = _PARTING.search(raw, start)
    return following.start() if following else len(raw)


def _said_end(raw: bytes, start: int) -> int | None:
    """Where the mail ends by its own word, if another one, or nothing, begins there."""
    blank = _BLANK_LINE.search(raw, start)
    said = _CONTENT_LENGTH.search(raw, start, blank.start() + 1) if blank else None
    if blank is None or said is None:
        return None
    end = blank.end() + int(said[1])
    after = _after_blanks(raw, end)
    begins = after == len(raw) or _PARTING.match(raw, after) is not None
    return end if end <= len(raw) and begins else None


def _after_blanks(raw: bytes, position: int) -> int:
    while raw[position : position + 1] in {b"\r", b"\n"}:
        position += 1
    return position
