"""Figures: medians of alternated runs, each beside the limit that the same run measured."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, run by run.

    `limit` says what the machine did with the least that has to be done; `limits` holds its value
    in the same runs, in the same unit. `promised` is what the median must not exceed.
    """

    name: str
    unit: str
    values: Sequence[float]
    limit: str = ""
    limits: Sequence[float] = ()
    beside: dict[str, float] = field(default_factory=dict)
    """What else the runs told, by what it is."""
    promised: float | None = None

    @property
    def value(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def at_most(self) -> float | None:
        """The limit's median; None where there is no limit to stand beside."""
        return median(self.limits) if self.limits else None

    @property
    def ratio(self) -> float | None:
        """The value as a part of the limit, run by run, and the median of that.

        Each run has its own hour of the machine; a ratio of medians would mix good with bad ones.
        """
        pairs = zip(self.values, self.limits, strict=True) if self.limits else ()
        ratios = [value / limit for value, limit in pairs if limit]
        return median(ratios) if ratios else None

    def spoken(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "name": self.name,
            "unit": self.unit,
            "value": self.value,
            "limit": self.limit or None,
            "at_most": self.at_most,
            "promised": self.promised,
            "ratio": self.ratio,
            "runs": list(self.values),
            "beside": self.beside,
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
