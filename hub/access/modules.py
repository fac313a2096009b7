"""What a role is made of: for each module how much one may do there, and how far that reaches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contracts.access import Granted, Level, Module, Scope

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "Grant",
    "Grants",
    "Level",
    "Module",
    "Scope",
    "covers",
    "grants_of",
]


@dataclass(frozen=True, slots=True)
class Grant:
    """What a role gives in one module."""

    level: Level = Level.NONE
    scope: Scope = Scope.OWN


Grants = Mapping[Module, Grant]
"""A role; a module that is not in it gives nothing."""

NOTHING = Grant()
EVERYTHING: Grants = {module: Grant(Level.ADMINISTRATOR, Scope.ALL) for module in Module}

_RANK = {level: rank for rank, level in enumerate(Level)}


def covers(level: Level, needed: Level) -> bool:
    """Whether what needs that level may be done with this one."""
    return _RANK[level] >= _RANK[needed]


def grants_of(granted: Iterable[Granted]) -> Grants:
    """What an event says of a role."""
    return {one.module: Grant(one.level, one.scope) for one in granted}
