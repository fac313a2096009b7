"""The matrix: what each role gets at each operation, for what is theirs and for a colleague's.

It follows from the routes and the policy, and every operation that could show or touch a card has
to be accounted for; a test calls them all and compares.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from uuid import UUID

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.policy import NEEDED, Action, may, reaches
from hub.access.roles import READY_MADE, Role
from hub.access.standing import ON_CARDS
from hub.api.access import Allowed, OpenToAll
from hub.api.models.access import Cell, Matrix, Operation

ON_NO_CARD = frozenset({Module.OPS, Module.SETTINGS, Module.PROJECTS, Module.FINANCE})
"""Modules whose operations are about the company, never about a card."""

LISTS = frozenset(
    {
        "GET /v1/calls",
        "GET /v1/clients",
        "GET /v1/exports/clients",
        "GET /v1/conversations",
        "GET /v1/conversations/counts",
        "GET /v1/deals",
        "GET /v1/funnel",
        "GET /v1/labels",
        "GET /v1/leads",
        "GET /v1/live",
        "GET /v1/now",
        "GET /v1/presence",
        "GET /v1/search",
        "GET /v1/sources",
        "GET /v1/sources/touches",
        "GET /v1/tasks",
    }
)
"""They hold, or count, only what is in reach."""

BY_BODY = frozenset(
    {
        "POST /v1/canned/{canned_id}/filled",
        "POST /v1/bulk/conversations",
        "POST /v1/deals",
        "POST /v1/tasks",
    }
)
"""What they are about stands in the body: what is not in reach is not there."""

OF_THE_COMPANY = frozenset(
    {
        "DELETE /v1/canned/{canned_id}",
        "DELETE /v1/views/{view_id}",
        "GET /v1/canned",
        "GET /v1/pipelines",
        "GET /v1/pipelines/{pipeline}",
        "GET /v1/rotation",
        "GET /v1/views",
        "POST /v1/uploads",
        "PUT /v1/campaigns/{campaign}/price",
        "PUT /v1/canned/{canned_id}",
        "PUT /v1/employees/{employee_id}/availability",
        "PUT /v1/pipelines/{pipeline}",
        "PUT /v1/views/{view_id}",
    }
)
"""They need a module that has cards, and are about none."""

_OWN, _FOREIGN = EmployeeId(UUID(int=1)), EmployeeId(UUID(int=2))


def matrix_of(routes: Iterable[tuple[str, BaseRoute]]) -> Matrix:
    """Every operation that needs somebody, by path; each route with what its path begins with.

    Raises:
        TypeError: one could be about cards, and nobody has said how.
    """
    operations = [one for prefix, route in routes for one in _operations(prefix, route)]
    return Matrix(operations=sorted(operations, key=lambda one: (one.path, one.method)))


def _operations(prefix: str, route: BaseRoute) -> Iterator[Operation]:
    if not isinstance(route, APIRoute):
        return
    guard = next(_guards(route.dependant))
    if isinstance(guard, OpenToAll):
        return
    for method in sorted(route.methods or ()):
        path = prefix + route.path
        about = _about(f"{method} {path}", route.param_convertors, guard.action)
        cells = [_cell(role, guard.action, about) for role in READY_MADE.values()]
        yield Operation(method=method, path=path, action=guard.action, cells=cells)


def _guards(dependant: Dependant) -> Iterator[Allowed | OpenToAll]:
    if isinstance(dependant.call, Allowed | OpenToAll):
        yield dependant.call
    for inner in dependant.dependencies:
        yield from _guards(inner)


Kept = Literal["hidden", "left out"] | None


def _about(name: str, parameters: Iterable[str], action: Action) -> Kept:
    """How what is out of reach is kept back: `hidden`, `left out`; None: it is about no card."""
    if name in LISTS:
        return "left out"
    if name in BY_BODY or not ON_CARDS.keys().isdisjoint(parameters):
        return "hidden"
    if name in OF_THE_COMPANY or action not in NEEDED or NEEDED[action][0] in ON_NO_CARD:
        return None
    raise TypeError(f"{name}: nobody has said what becomes of what is out of reach")


def _cell(role: Role, action: Action, about: Kept) -> Cell:
    bearer = Bearer(_OWN, role.role, role.role, _OWN, role.grants, frozenset({_OWN}))
    if not may(bearer, action):
        return Cell(role=role.role, own="forbidden", foreign=about and "forbidden")
    reached = may(bearer, action, [_FOREIGN]) if action in NEEDED else _reaches_all(bearer)
    return Cell(role=role.role, own="allowed", foreign=about and ("allowed" if reached else about))


def _reaches_all(bearer: Bearer) -> bool:
    """What is of no module, a stream, tells of each by its own."""
    return all(reaches(bearer, module, [_FOREIGN]) for module in bearer.grants)


def lines_of(matrix: Matrix) -> list[Sequence[str]]:
    """A line for each operation: for each role own and foreign, in a word or two."""
    return [
        (one.method, one.path, *(_word(cell) for cell in one.cells)) for one in matrix.operations
    ]


def _word(cell: Cell) -> str:
    if cell.own == "forbidden":
        return "-"
    return {None: "yes", "allowed": "all", "hidden": "own", "left out": "own"}[cell.foreign]
