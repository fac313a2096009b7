"""Condition: what a process of the hub knows about itself, for whoever asks how it is."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class RoleState(StrEnum):
    """What a part of the process is doing."""

    STARTING = "starting"
    WORKING = "working"
    STANDBY = "standby"
    """Another instance holds the lease; this one takes over when that one is gone."""
    FAILING = "failing"


class Level(IntEnum):
    """How full a store is, by what follows from it."""

    ROOMY = 0
    TIGHT = 1
    """An alarm is raised."""
    CRAMPED = 2
    """Attachments are refused."""
    FULL = 3
    """Nothing is accepted."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the process, and why it fails where it does."""

    state: RoleState
    reason: str = ""


@dataclass(slots=True)
class Condition:
    """Written by those who know, read by health, metrics and the door.

    `parts` by name: the roles and what else runs beside them. `prepared`: the databases were made
    and checked. `unbuilt`: which views are not of this version yet. `stores` by name: `log`,
    `database`, `blobs`. `leaving`: it was told to stop, and only brings to an end what it is at.
    """

    parts: dict[str, Part] = field(default_factory=dict)
    prepared: bool = False
    unbuilt: str = ""
    stores: dict[str, Level] = field(default_factory=dict)
    leaving: bool = False

    def enter(self, part: str, state: RoleState, reason: str = "") -> None:
        """A part of the process is in this state from now on."""
        self.parts[part] = Part(state, reason)

    @property
    def level(self) -> Level:
        """How full the fullest store is."""
        return max(self.stores.values(), default=Level.ROOMY)

    @property
    def unserved(self) -> str:
        """Why nobody can be answered from the views; nothing where everybody can."""
        return self.unbuilt if self.prepared else "The databases are not prepared yet."

    def troubles(self) -> list[str]:
        """Why this process is not ready, in sentences; none if it is."""
        said = ["The process was told to stop."] if self.leaving else []
        said += [self.unserved] if self.unserved else []
        for name, part in self.parts.items():
            match part.state:
                case RoleState.STARTING:
                    said.append(f"{name} is starting.")
                case RoleState.FAILING:
                    said.append(f"{name} fails: {part.reason}.")
                case RoleState.WORKING | RoleState.STANDBY:
                    pass
        full = sorted(name for name, level in self.stores.items() if level is Level.FULL)
        return said + [f"The store {name} is full: nothing is accepted." for name in full]
