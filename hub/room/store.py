"""A store under watch: what is known of its fillings, and the level that follows from them."""

from dataclasses import dataclass, field

from hub.condition import Level
from hub.room.judging import Filling, Limits, Unit, fullest, judged

HELD_SECONDS = 5.0
"""How long a write that failed for lack of room counts, whatever is measured."""


@dataclass(slots=True)
class Watched:
    """`of_folder` is measured at each look, `of_engine` is asked for more rarely."""

    name: str
    held_seconds: float = HELD_SECONDS
    level: Level = Level.ROOMY
    of_folder: list[Filling] = field(default_factory=list)
    of_engine: list[Filling] = field(default_factory=list)
    refuses: bool = False
    """The engine says of itself that it takes nothing."""
    held_until: float | None = None
    """A write has failed for lack of room, and until then that counts."""
    said: Level | None = None
    """What the log is known to say."""

    @property
    def fillings(self) -> list[Filling]:
        """All that is known."""
        return [*self.of_folder, *self.of_engine]

    @property
    def is_known(self) -> bool:
        """Whether anybody can tell how full it is."""
        return bool(self.fillings) or self.level is Level.FULL

    @property
    def percent(self) -> int:
        """The used share of what is fullest."""
        filling = fullest(self.fillings)
        return int(filling.percent) if filling else 0

    @property
    def where(self) -> str:
        """What is fullest, in words."""
        filling = fullest(self.fillings)
        return f"{filling.where}, {filling.unit}" if filling else self.name

    def has_more_than(self, least: int) -> bool:
        """Whether something small would surely still go in: `least` bytes and more are left."""
        left = [one.free for one in self.fillings if one.unit is Unit.BYTES]
        return not self.refuses and self.held_until is None and min(left, default=0) > least

    def judge(self, limits: Limits, told: Level, now: float) -> None:
        """Find the level. `told`: what the process believes; full, if a write has just failed."""
        if told is Level.FULL and self.level is not Level.FULL:
            self.held_until = now + self.held_seconds
        elif self.held_until is not None and now >= self.held_until:
            self.held_until = None
        measured = judged(self.fillings, self.level, limits)
        refused = self.refuses or self.held_until is not None
        self.level = Level.FULL if refused else measured
