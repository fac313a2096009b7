"""Judging how full a store is: at which share, or with how little left, which level begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hub.condition import Level

_SLACK_PERCENT = 2
_SLACK_SHARE = 1.25
"""Who has reached a level leaves it later than they came: nothing flaps at a boundary."""

_RESERVES = {Level.TIGHT: 4, Level.CRAMPED: 2, Level.FULL: 1}


class Unit(StrEnum):
    """What a filling counts."""

    BYTES = "bytes"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Filling:
    """How much of something is used, and how much is left. `where` says of what, in words."""

    where: str
    used: int
    free: int
    unit: Unit = Unit.BYTES

    @property
    def percent(self) -> float:
        """The used share, as `df` counts it: what only root may use is no room."""
        total = self.used + self.free
        return 100.0 if total <= 0 else 100.0 * self.used / total


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the levels begin: at these percentages, and at multiples of `reserve` bytes left."""

    percents: tuple[int, int, int] = (90, 95, 98)
    reserve: int = 0

    def reached(self, filling: Filling, level: Level, *, leaving: bool) -> bool:
        """Whether it is as full as this; who is `leaving` needs more room than who comes."""
        percent = self.percents[level - 1] - (_SLACK_PERCENT if leaving else 0)
        return filling.percent >= percent or self._eats_reserve(filling, level, leaving=leaving)

    def _eats_reserve(self, filling: Filling, level: Level, *, leaving: bool) -> bool:
        needed = self.reserve * _RESERVES[level] * (_SLACK_SHARE if leaving else 1.0)
        return filling.unit is Unit.BYTES and filling.free < needed


def judged(fillings: Iterable[Filling], before: Level, limits: Limits) -> Level:
    """How full a store is whose parts are filled like this, and that was at `before`."""
    return max((_judged(filling, before, limits) for filling in fillings), default=Level.ROOMY)


def _judged(filling: Filling, before: Level, limits: Limits) -> Level:
    for level in (Level.FULL, Level.CRAMPED, Level.TIGHT):
        if limits.reached(filling, level, leaving=level <= before):
            return level
    return Level.ROOMY


def fullest(fillings: Iterable[Filling]) -> Filling | None:
    """The one that is worth a word."""
    return max(fillings, key=lambda filling: filling.percent, default=None)
