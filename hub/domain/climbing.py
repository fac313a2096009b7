"""A chain that climbs: when its next step is due, whatever it is about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contracts.conversation import ClockStep


def next_due(
    steps: Sequence[ClockStep], climbed: int, climbed_at: datetime | None, spacing_seconds: int
) -> datetime | None:
    """When the step after those that were climbed is due; None when the chain has ended.

    Steps that are overdue are spaced, so that a chain climbs one by one after an outage.
    """
    if climbed >= len(steps):
        return None
    due = steps[climbed].due_at
    if climbed_at is None:
        return due
    return max(due, climbed_at + timedelta(seconds=spacing_seconds))
