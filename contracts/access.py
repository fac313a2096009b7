"""Access: what roles give, who has which, which teams there are, and who read what of whom."""

from enum import StrEnum
from uuid import UUID

from contracts.event import Event
from contracts.ids import ClientId, EmployeeId, TeamId
from contracts.inbound import Frozen


class Module(StrEnum):
    """A part of the work."""

    INBOX = "inbox"
    CLIENTS = "clients"
    DEALS = "deals"
    TASKS = "tasks"
    PROJECTS = "projects"
    MARKETING = "marketing"
    FINANCE = "finance"
    OPS = "ops"
    SETTINGS = "settings"


class Level(StrEnum):
    """How much one may do in a module."""

    NONE = "none"
    EMPLOYEE = "employee"
    ADMINISTRATOR = "administrator"


class Scope(StrEnum):
    """Whose cards one reaches: one's own, those of everybody below too, or all."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


class Granted(Frozen):
    """What a role gives in one module."""

    module: Module
    level: Level
    scope: Scope = Scope.OWN


class RoleSet(Event, name="role.set"):
    """What a role gives; a module that is not in it gives nothing. `role` is its name for ever."""

    role: str
    title: str
    grants: tuple[Granted, ...]


class RoleGiven(Event, name="employee.role_given"):
    """Somebody acts in this role from now on."""

    employee_id: EmployeeId
    role: str


class TeamSet(Event, name="team.set"):
    """Who works together; whoever leads them reaches what they hold."""

    team_id: TeamId
    name: str
    lead_id: EmployeeId | None
    members: tuple[EmployeeId, ...]


class TeamRemoved(Event, name="team.removed"):
    """A team is one no more; its members stay who they are."""

    team_id: TeamId


class CardRead(Event, name="card.read"):
    """Somebody opened a card; told once for a reader, a card and an hour.

    `reader_id` is the employee, or the token where it is nobody's in person.
    """

    client_id: ClientId
    reader_id: UUID
    employee_id: EmployeeId | None


class ClientsExported(Event, name="clients.exported"):
    """Somebody took cards out of the hub, so many."""

    by: str
    rows: int
