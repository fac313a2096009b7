"""Company: who works here, where can they be reached, what is the policy?"""

from dataclasses import dataclass, replace
from datetime import date

from contracts.access import Granted, RoleGiven, RoleSet, TeamRemoved, TeamSet
from contracts.company import (
    CalendarSet,
    EmployeeAvailabilityChanged,
    EmployeeBound,
    EmployeeLeft,
    EmployeeRegistered,
    EmployeeUnbound,
    Interval,
    PolicySet,
    ReportingChanged,
    RotationSet,
    Step,
)
from contracts.event import Recorded
from contracts.ids import EmployeeId, TeamId
from contracts.inbound import AddressKind
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class EmployeeRow:
    """Somebody who works here, or did. `available`: takes new leads now.

    `role` is None where nobody has given them one.
    """

    employee_id: EmployeeId
    name: str | None
    head_id: EmployeeId | None = None
    departed: bool = False
    available: bool = True
    role: str | None = None


EMPLOYEES = Table("employees", EmployeeRow, key=("employee_id",), indexes=("(head_id)",))


@EMPLOYEES.opens(EmployeeRegistered, key=lambda e: (e.event.employee_id,))
def registered(row: EmployeeRow | None, recorded: Recorded[EmployeeRegistered]) -> EmployeeRow:
    """Somebody began; who comes back keeps the place."""
    event = recorded.event
    if row is None:
        return EmployeeRow(event.employee_id, event.name)
    return replace(row, name=event.name, departed=False)


@EMPLOYEES.on(EmployeeLeft, key=lambda e: (e.event.employee_id,))
def left(row: EmployeeRow, _: Recorded[EmployeeLeft]) -> EmployeeRow:
    """Somebody left."""
    return replace(row, departed=True)


@EMPLOYEES.on(ReportingChanged, key=lambda e: (e.event.employee_id,))
def reporting_changed(row: EmployeeRow, recorded: Recorded[ReportingChanged]) -> EmployeeRow:
    """Somebody reports to somebody else."""
    return replace(row, head_id=recorded.event.head_id)


@EMPLOYEES.on(RoleGiven, key=lambda e: (e.event.employee_id,))
def role_given(row: EmployeeRow, recorded: Recorded[RoleGiven]) -> EmployeeRow:
    """Somebody acts in another role."""
    return replace(row, role=recorded.event.role)


@EMPLOYEES.on(EmployeeAvailabilityChanged, key=lambda e: (e.event.employee_id,))
def availability_changed(
    row: EmployeeRow, recorded: Recorded[EmployeeAvailabilityChanged]
) -> EmployeeRow:
    """Somebody takes new leads, or for now does not."""
    return replace(row, available=recorded.event.available)


@dataclass(frozen=True, slots=True)
class BindingRow:
    """An address of an employee; `digest` is its identity id."""

    digest: str
    employee_id: EmployeeId
    kind: AddressKind
    value: str | None


BINDINGS = Table("bindings", BindingRow, key=("digest",), indexes=("(employee_id)",))


@BINDINGS.opens(EmployeeBound, key=lambda e: (e.event.digest,))
def bound(_: BindingRow | None, recorded: Recorded[EmployeeBound]) -> BindingRow:
    """The last who binds an address has it."""
    event = recorded.event
    return BindingRow(event.digest, event.employee_id, event.kind, event.value)


@BINDINGS.each(EmployeeUnbound, keys=lambda e: [(e.event.digest,)])
def unbound(
    row: BindingRow | None, recorded: Recorded[EmployeeUnbound], _: Key
) -> BindingRow | None:
    """Only who has it can let it go."""
    return None if row and row.employee_id == recorded.event.employee_id else row


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """The policy in force; `seq` is its place on the log."""

    name: str
    seq: int
    calendar: str
    steps: tuple[Step, ...]
    on_duty: EmployeeId | None
    spacing_seconds: int


POLICIES = Table("policies", PolicyRow, key=("name",))


@POLICIES.opens(PolicySet, key=lambda e: (e.event.name,))
def policy_set(_: PolicyRow | None, recorded: Recorded[PolicySet]) -> PolicyRow:
    """The last one is in force."""
    event = recorded.event
    return PolicyRow(
        event.name,
        recorded.seq,
        event.calendar,
        event.steps,
        event.on_duty,
        event.spacing_seconds,
    )


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """The calendar in force; `seq` is its place on the log."""

    name: str
    seq: int
    timezone: str
    week: tuple[tuple[Interval, ...], ...]
    holidays: tuple[date, ...]


CALENDARS = Table("calendars", CalendarRow, key=("name",))


@CALENDARS.opens(CalendarSet, key=lambda e: (e.event.name,))
def calendar_set(_: CalendarRow | None, recorded: Recorded[CalendarSet]) -> CalendarRow:
    """The last one is in force."""
    event = recorded.event
    return CalendarRow(event.name, recorded.seq, event.timezone, event.week, event.holidays)


@dataclass(frozen=True, slots=True)
class RotationRow:
    """Who takes new leads, in turn; `prefer_last`: a known client goes to their last manager."""

    name: str
    employees: tuple[EmployeeId, ...]
    prefer_last: bool


ROTATIONS = Table("rotations", RotationRow, key=("name",))


@ROTATIONS.opens(RotationSet, key=lambda e: (e.event.name,))
def rotation_set(_: RotationRow | None, recorded: Recorded[RotationSet]) -> RotationRow:
    """The last one is in force."""
    event = recorded.event
    return RotationRow(event.name, event.employees, event.prefer_last)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What a role gives that the company has set; the ready-made ones stand in the code."""

    role: str
    title: str
    grants: tuple[Granted, ...]


ROLES = Table("roles", RoleRow, key=("role",))


@ROLES.opens(RoleSet, key=lambda e: (e.event.role,))
def role_set(_: RoleRow | None, recorded: Recorded[RoleSet]) -> RoleRow:
    """The last one is in force."""
    event = recorded.event
    return RoleRow(event.role, event.title, event.grants)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """Who works together, and who leads them."""

    team_id: TeamId
    name: str
    lead_id: EmployeeId | None
    members: tuple[EmployeeId, ...]


TEAMS = Table("teams", TeamRow, key=("team_id",))


@TEAMS.opens(TeamSet, key=lambda e: (e.event.team_id,))
def team_set(_: TeamRow | None, recorded: Recorded[TeamSet]) -> TeamRow:
    """The last one is in force."""
    event = recorded.event
    return TeamRow(event.team_id, event.name, event.lead_id, event.members)


@TEAMS.on(TeamRemoved, key=lambda e: (e.event.team_id,))
def team_removed(_: TeamRow, __: Recorded[TeamRemoved]) -> None:
    """It is one no more."""


company = Projection(
    "company",
    version=3,
    question="Who works here in which role, where can they be reached, what is the policy?",
    tables=(EMPLOYEES, BINDINGS, POLICIES, CALENDARS, ROTATIONS, ROLES, TEAMS),
)
