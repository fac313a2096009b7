"""How often somebody may ask: a bucket for each key that fills again, in bounded memory."""

import math
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address

_MOST_KEYS = 10_000
_MINUTE = 60.0


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


class Limiter:
    """So many a minute for each key; the keys that asked longest ago are forgotten first."""

    def __init__(self, per_minute: int, most_keys: int = _MOST_KEYS) -> None:
        self._per_minute = per_minute
        self._most_keys = most_keys
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str, now: datetime) -> int:
        """0 where it is granted, else the seconds to wait."""
        bucket = self._buckets.setdefault(key, _Bucket(self._per_minute, now))
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most_keys:
            self._buckets.popitem(last=False)
        self._fill(bucket, now)
        if bucket.left >= 1:
            bucket.left -= 1
            return 0
        return max(1, math.ceil((1 - bucket.left) * _MINUTE / self._per_minute))

    def _fill(self, bucket: _Bucket, now: datetime) -> None:
        passed = max(0.0, (now - bucket.at).total_seconds())  # a clock that is set back gives none
        bucket.left = min(self._per_minute, bucket.left + passed * self._per_minute / _MINUTE)
        bucket.at = now


def whose(remote: str | None) -> str:
    """Who asks: an IPv4 address, or the /64 that an IPv6 subscriber has all of."""
    try:
        address = ip_address(remote or "")
    except ValueError:
        return remote or ""
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(int(address) >> 64)
    return str(address)
