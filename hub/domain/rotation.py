"""Rotation: whose turn it is."""

from collections.abc import Collection, Mapping, Sequence

from contracts.ids import EmployeeId


def next_in_turn(
    rotation: Sequence[EmployeeId],
    turns: Mapping[EmployeeId, int],
    at_work: Collection[EmployeeId],
) -> EmployeeId | None:
    """Who of those at work was served longest ago; who never was comes first, in this order.

    `turns` says at which position on the log each was served last. None: nobody is at work.
    """
    there = (one for one in rotation if one in at_work)
    return min(there, key=lambda one: turns.get(one, 0), default=None)
