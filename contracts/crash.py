"""Places where the process may be told to die, so that a test can see what a crash there leaves.

`OMNIHUB_CRASH_AT=sender.after_send:2` ends the process, at once and without any clean-up, the
second time it comes by that name. Unset, a point costs a dictionary look-up.
"""

import os
from collections import Counter

POINTS = frozenset(
    {
        "channel.before_append",
        "channel.after_append",
        "channel.after_acknowledge",
        "capture.before_append",
        "capture.after_append",
        "projector.before_commit",
        "projector.after_commit",
        "sender.before_attempt",
        "sender.after_attempt",
        "sender.after_send",
        "sender.after_outcome",
        "watchdog.before_assign",
        "watchdog.after_assign",
        "watchdog.before_raise",
        "watchdog.after_raise",
        "watchdog.after_notice",
    }
)
"""Every point there is; the crash test dies at each."""

_EXIT = 137
_passed: Counter[str] = Counter()


def _wanted() -> tuple[str, int]:
    name, _, count = os.environ.get("OMNIHUB_CRASH_AT", "").partition(":")
    if name and name not in POINTS:
        raise ValueError(f"OMNIHUB_CRASH_AT: there is no point {name}; there are {sorted(POINTS)}")
    return name, int(count or 1)


_name, _count = _wanted()


def crash_point(name: str) -> None:
    """Die here, if that was asked for."""
    if name != _name:
        return
    _passed[name] += 1
    if _passed[name] == _count:
        os._exit(_EXIT)
