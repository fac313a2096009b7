"""Employees, as the API shows them."""

from uuid import UUID

from pydantic import BaseModel

from contracts.inbound import AddressKind


class EmployeeAddress(BaseModel):
    """Where an employee is told; `digest` names it."""

    digest: str
    kind: AddressKind
    value: str | None


class Employee(BaseModel):
    """Somebody who works here, or did. `available`: takes new leads now.

    `teams` are those they are in or lead.
    """

    employee_id: UUID
    name: str | None
    head_id: UUID | None
    departed: bool
    available: bool
    role: str
    teams: list[UUID]
    addresses: list[EmployeeAddress]


class Colleague(BaseModel):
    """Somebody who works here, by name."""

    employee_id: UUID
    name: str | None
