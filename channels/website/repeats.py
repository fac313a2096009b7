"""Submissions without an id of their own: the same contents within ten minutes are one."""

from collections import OrderedDict
from datetime import UTC, datetime, timedelta

_WINDOW = timedelta(minutes=10)
_MOST = 10_000
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Repeats:
    """Which ten minutes contents belong to: also a double click across their end is one."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._first: OrderedDict[str, datetime] = OrderedDict()

    def window(self, contents: str, now: datetime) -> int:
        """The number of the ten minutes in which these contents came first."""
        first = self._first.get(contents)
        if first is None or not timedelta() <= now - first < _WINDOW:
            first = self._first[contents] = now
        self._first.move_to_end(contents)
        if len(self._first) > self._most:
            self._first.popitem(last=False)
        return (first - _BEGINNING) // _WINDOW
