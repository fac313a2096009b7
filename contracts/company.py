"""The company: employees, who reports to whom, the policy and the calendar: facts as well."""

from datetime import date, time
from typing import Literal

from pydantic import Field

from contracts.event import Event, Personal
from contracts.ids import EmployeeId
from contracts.inbound import AddressKind, Frozen


class EmployeeRegistered(Event, name="employee.registered"):
    """Somebody works here."""

    employee_id: EmployeeId
    name: Personal[str] = None


class EmployeeLeft(Event, name="employee.left"):
    """Somebody works here no more."""

    employee_id: EmployeeId


class ReportingChanged(Event, name="employee.reporting_changed"):
    """Somebody reports to somebody, or (None) to nobody."""

    employee_id: EmployeeId
    head_id: EmployeeId | None


class EmployeeBound(Event, name="employee.bound"):
    """An address is an employee's: they are told there, and what comes from it is never a lead.

    `digest` is the identity id of the address.
    """

    employee_id: EmployeeId
    kind: AddressKind
    value: Personal[str] = None
    digest: str


class EmployeeUnbound(Event, name="employee.unbound"):
    """An address is no longer an employee's."""

    employee_id: EmployeeId
    digest: str


class Interval(Frozen):
    """Working time of a day: from `start` until just before `end`. `end` 00:00 means midnight."""

    start: time
    end: time


class CalendarSet(Event, name="calendar.set"):
    """When people work. `week` from Monday to Sunday; `holidays` have no working time."""

    name: str
    timezone: str
    week: tuple[tuple[Interval, ...], ...] = Field(min_length=7, max_length=7)
    holidays: tuple[date, ...] = ()


class Step(Frozen):
    """A step of the chain: after this many seconds of waiting, so many levels up, these ways.

    `level` 0 is the assignee, 1 their head, 2 the head's head.
    """

    after_seconds: int = Field(ge=1, le=30 * 86400)
    level: int = Field(ge=0, le=9)
    via: tuple[AddressKind, ...] = (AddressKind.TELEGRAM, AddressKind.EMAIL)
    time: Literal["working", "absolute"] = "working"


REPLY_POLICY = "reply"
"""The name of the policy for clients who wait for an answer; the only one there is so far."""


class PolicySet(Event, name="policy.set"):
    """What happens when a client waits. `on_duty` is told where nobody is assigned.

    `spacing_seconds` is the least time between two steps, so that a chain that is overdue after an
    outage climbs one by one.
    """

    name: str
    calendar: str
    steps: tuple[Step, ...] = Field(min_length=1, max_length=10)
    on_duty: EmployeeId | None = None
    spacing_seconds: int = Field(default=60, ge=0)


LEAD_ROTATION = "leads"
"""The name of the rotation for new leads; the only one there is so far."""


class RotationSet(Event, name="rotation.set"):
    """Who takes new leads, in turn. `prefer_last`: a known client goes to their last manager."""

    name: str
    employees: tuple[EmployeeId, ...]
    prefer_last: bool = True


class EmployeeAvailabilityChanged(Event, name="employee.availability_changed"):
    """Somebody takes new leads, or for now does not: on leave, ill, at lunch."""

    employee_id: EmployeeId
    available: bool
