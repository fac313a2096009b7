"""The one place that asks for the time. Everything else is given a clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the time in UTC."""


def now() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)
