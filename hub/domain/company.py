"""The company as decisions about it see it: roles that there are, teams that stand."""

from dataclasses import dataclass

from contracts.access import RoleSet, TeamRemoved, TeamSet
from contracts.event import Event, Recorded
from contracts.ids import EmployeeId


@dataclass(frozen=True, slots=True)
class RoleState:
    """A role that the company has set, or (None) has not."""

    title: str | None = None


@dataclass(frozen=True, slots=True)
class TeamState:
    """A team; `stands` until it is removed."""

    stands: bool = False
    name: str = ""
    lead_id: EmployeeId | None = None
    members: tuple[EmployeeId, ...] = ()


def evolve_role(state: RoleState, recorded: Recorded[Event]) -> RoleState:
    """What an event makes of a role."""
    event = recorded.event
    return RoleState(event.title) if isinstance(event, RoleSet) else state


def evolve_team(state: TeamState, recorded: Recorded[Event]) -> TeamState:
    """What an event makes of a team."""
    match recorded.event:
        case TeamSet(name=name, lead_id=lead, members=members):
            return TeamState(True, name, lead, members)
        case TeamRemoved():
            return TeamState()
        case _:
            return state
