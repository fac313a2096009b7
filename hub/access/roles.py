"""The roles that are ready-made; a company may change them, and add its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.access.bearer import ADMINISTRATOR
from hub.access.modules import EVERYTHING, Grant, Grants, Level, Module, Scope

MANAGER = "manager"
"""The role of an employee to whom nobody has given one."""


@dataclass(frozen=True, slots=True)
class Role:
    """What it gives; `title` is what people call it."""

    role: str
    title: str
    grants: Grants
    ready_made: bool = True


def _works(scope: Scope, *modules: Module) -> dict[Module, Grant]:
    return {module: Grant(Level.EMPLOYEE, scope) for module in modules}


def _keeps(scope: Scope, *modules: Module) -> dict[Module, Grant]:
    return {module: Grant(Level.ADMINISTRATOR, scope) for module in modules}


_SALES = (Module.INBOX, Module.CLIENTS, Module.DEALS, Module.TASKS)

_ALL = (
    Role(ADMINISTRATOR, "Administrator", EVERYTHING),
    Role(MANAGER, "Manager", _works(Scope.OWN, *_SALES, Module.PROJECTS)),
    Role(
        "head_of_sales",
        "Head of sales",
        _keeps(Scope.TEAM, *_SALES, Module.PROJECTS)
        | _works(Scope.ALL, Module.MARKETING, Module.FINANCE),
    ),
    Role(
        "director",
        "Director",
        _keeps(Scope.ALL, *_SALES, Module.PROJECTS, Module.MARKETING, Module.FINANCE),
    ),
    Role("marketer", "Marketer", _keeps(Scope.ALL, Module.MARKETING)),
    Role("operator", "Operator", _works(Scope.ALL, Module.SETTINGS)),
    Role("ops", "Ops", _keeps(Scope.ALL, Module.OPS) | _works(Scope.ALL, Module.SETTINGS)),
)

READY_MADE: Mapping[str, Role] = {role.role: role for role in _ALL}
"""By the name on the wire."""
