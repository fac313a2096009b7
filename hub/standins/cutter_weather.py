"""The weather that every line through a cutter meets, drawn from one seed."""

import random
from dataclasses import dataclass, field
from typing import Literal, TypeVar

Direction = Literal["to_client", "to_server"]
Ending = Literal["died", "reset"]
"""`died`: both ends closed at once, as when a process dies. `reset`: RST to both, for certain."""

_SLICES_A_SECOND = 20


@dataclass(slots=True)
class PlannedCut:
    """Cut a line after so many bytes of one direction, until `left` lines were cut."""

    low: int
    high: int
    direction: Direction
    left: int | None
    budgets: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class PlannedLoss:
    """Lose an answer that holds `mark`, with its line, until `left` were lost."""

    mark: bytes
    left: int | None
    tails: dict[int, bytes] = field(default_factory=dict)

    def found(self, number: int, chunk: bytes) -> bool:
        """Whether the mark ends in this chunk; it may have begun in the one before."""
        seen = self.tails.pop(number, b"") + chunk
        if self.mark in seen:
            return True
        self.tails[number] = seen[max(len(seen) - len(self.mark) + 1, 0) :]
        return False


Planned = TypeVar("Planned", PlannedCut, PlannedLoss)


class Weather:
    """What every line meets just now."""

    def __init__(self, seed: int) -> None:
        self.delay_seconds = 0.0
        self.jitter_seconds = 0.0
        self.bytes_per_second: int | None = None
        self.swallowed: frozenset[Direction] = frozenset()
        self.held: frozenset[Direction] = frozenset()
        self.cuts: list[PlannedCut] = []
        self.losses: list[PlannedLoss] = []
        self._free_at: dict[Direction, float] = {}
        self._chance = random.Random(seed)  # noqa: S311 - a repeatable lot, not a secret

    def clear(self) -> None:
        """A good line again."""
        self.delay_seconds = self.jitter_seconds = 0.0
        self.bytes_per_second = None
        self.swallowed = self.held = frozenset()
        self.cuts.clear()
        self.losses.clear()
        self._free_at.clear()

    def most(self, size: int) -> int:
        """How many bytes go at once: a slow line passes them on as they come, not in one heap."""
        if self.bytes_per_second is None:
            return size
        return max(1, min(size, self.bytes_per_second // _SLICES_A_SECOND))

    def late_seconds(self) -> float:
        """How long the next chunk is under way."""
        return self.delay_seconds + self._chance.uniform(0, self.jitter_seconds)

    def passed_at(self, direction: Direction, size: int, due: float) -> float:
        """When so many bytes that are due then have passed; all lines share what is slow."""
        if self.bytes_per_second is None:
            return due
        begun = max(self._free_at.get(direction, due), due)
        self._free_at[direction] = begun + size / self.bytes_per_second
        return self._free_at[direction]

    def passes(self, number: int, direction: Direction, chunk: bytes) -> int | None:
        """How many bytes of the chunk pass before this line is cut; None: all, and no cut."""
        if direction == "to_client" and self._loses(number, chunk):
            return 0
        for cut in self.cuts:
            if cut.direction == direction:
                budget = cut.budgets.pop(number, None)
                budget = self._chance.randint(cut.low, cut.high) if budget is None else budget
                if budget <= len(chunk):
                    _use(cut, self.cuts)
                    return budget
                cut.budgets[number] = budget - len(chunk)
        return None

    def _loses(self, number: int, chunk: bytes) -> bool:
        for loss in self.losses:
            if loss.found(number, chunk):
                _use(loss, self.losses)
                return True
        return False


def _use(used: Planned, planned: list[Planned]) -> None:
    if used.left is not None:
        used.left -= 1
        if used.left <= 0:
            planned.remove(used)
