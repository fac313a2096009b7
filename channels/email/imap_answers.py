"""Reading what an IMAP server answers, line by line; literals come as bytearrays."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

Lines = Sequence[bytes | bytearray]

_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE = re.compile(rb'\bINTERNALDATE "([ \d]\d)-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4})"')
_VALIDITY = re.compile(rb"\[UIDVALIDITY (\d+)\]")
_MONTHS = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Listed:
    """A mail in the folder: `size` in bytes as the server says it, which may be off."""

    uid: int
    size: int
    arrived_at: datetime


def uidvalidity(lines: Lines) -> int | None:
    """The UIDVALIDITY among the answers to EXAMINE."""
    found = _VALIDITY.search(_words(lines))
    return int(found[1]) if found else None


def uids(lines: Lines) -> list[int]:
    """The answer to UID SEARCH, in order; its last line is the server's remark."""
    return sorted({int(word) for line in lines[:-1] for word in line.split() if word.isdigit()})


def listed(lines: Lines, now: datetime) -> list[Listed]:
    """The answer to FETCH (UID INTERNALDATE RFC822.SIZE), in order of UID."""
    return sorted(_listed(lines, now), key=lambda mail: mail.uid)


def body(lines: Lines, uid: int) -> bytes | None:
    """The literal of FETCH (UID BODY.PEEK[]) for this mail; None if the mail is gone."""
    awaits = False
    for line in lines:
        if awaits and isinstance(line, bytearray):
            return bytes(line)
        awaits = b"BODY[]" in line
        if awaits and line.rstrip().endswith((b'""', b'"")', b"NIL", b"NIL)")):
            return b""
    found = _UID.search(_words(lines))
    return b"" if found and int(found[1]) == uid and b"BODY[]" in _words(lines) else None


def _listed(lines: Lines, now: datetime) -> Iterator[Listed]:
    for line in lines:
        uid, size, date = _UID.search(line), _SIZE.search(line), _DATE.search(line)
        if uid and size:
            arrived_at = _moment(date) if date else None
            yield Listed(int(uid[1]), int(size[1]), arrived_at or now)


def _moment(found: re.Match[bytes]) -> datetime | None:
    day, month, year, hour, minute, second, zone = found.groups()
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
    try:
        zoned = timezone(-offset if zone.startswith(b"-") else offset)
        clock = (int(hour), int(minute), int(second))
        whole = datetime(int(year), _MONTHS.index(month) + 1, int(day), *clock, tzinfo=zoned)
        return whole.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _words(lines: Lines) -> bytes:
    return b"\n".join(bytes(line) for line in lines if isinstance(line, bytes))
