"""The signature of the generic format: `t=<unix>,v1=<hex HMAC-SHA256 of "t.body">`."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from datetime import datetime

HEADER = "x-omnihub-signature"
TOLERANCE_SECONDS = 300

_PART = re.compile(r"([a-z0-9]{1,8})=([0-9a-zA-Z]{1,128})")
_TIME = re.compile(r"[1-9][0-9]{0,11}")
_MOST_PARTS = 10


def is_signed(header: str | None, body: bytes, keys: Iterable[bytes], now: datetime) -> bool:
    """Whether one of these keys signed it, at most five minutes from now."""
    parts = _parts(header or "")
    times = [value for name, value in parts if name == "t"]
    if len(times) != 1 or not _TIME.fullmatch(times[0]):
        return False
    if abs(int(times[0]) - now.timestamp()) > TOLERANCE_SECONDS:
        return False
    given = [value.encode() for name, value in parts if name == "v1"]
    signed = [_signature(times[0], body, key) for key in keys]
    # every pair is compared, so that the time it takes tells nothing
    return sum([hmac.compare_digest(one, other) for one in given for other in signed]) > 0


def _parts(header: str) -> list[tuple[str, str]]:
    """The header's parts, in order; none at all where one of them is malformed."""
    parts = [_PART.fullmatch(part) for part in header.split(",", _MOST_PARTS)]
    if len(parts) > _MOST_PARTS:
        return []
    found = [(part[1], part[2]) for part in parts if part]
    return found if len(found) == len(parts) else []


def _signature(at: str, body: bytes, key: bytes) -> bytes:
    return hmac.new(key, at.encode() + b"." + body, hashlib.sha256).hexdigest().encode()
