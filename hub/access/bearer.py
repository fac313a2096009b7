"""The bearer: who asks, by a token or by a session."""

from dataclasses import dataclass, field
from uuid import UUID

from contracts.ids import EmployeeId
from hub.access.modules import EVERYTHING, NOTHING, Grant, Grants, Module

ADMINISTRATOR = "administrator"
"""The role that may everything, and that nobody can change."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who asks, and what their role gives them.

    `token_id` is that of the token or of the session. `reaches` are the employees whose cards are
    within scope `team`: oneself, everybody below, the members of teams one leads. `scopes` are the
    only actions that the token is good for; None: all that the role gives.
    """

    token_id: UUID
    name: str
    role: str
    employee_id: EmployeeId | None
    grants: Grants = field(default_factory=dict, hash=False)
    reaches: frozenset[EmployeeId] = frozenset()
    scopes: frozenset[str] | None = None

    def grant(self, module: Module) -> Grant:
        """What they may do in a module, and how far it reaches."""
        given = EVERYTHING if self.role == ADMINISTRATOR else self.grants
        return given.get(module, NOTHING)


AT_THE_MACHINE = Bearer(UUID(int=0), "cli", ADMINISTRATOR, None)
"""Whoever runs commands where the hub runs has everything anyway."""


def actor(bearer: Bearer) -> str:
    """Who stands in the log: the employee, or the token where it is nobody's in person."""
    return f"employee:{bearer.employee_id}" if bearer.employee_id else f"token:{bearer.name}"
