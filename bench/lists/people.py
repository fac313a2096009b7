"""Who asks: by how much they reach, which decides what a list costs."""

from collections.abc import Iterable

from bench.lists.seeding import MANAGERS, id_of
from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.access.roles import READY_MADE

_HEAD, _LEADS = 0, 10
_SOMEBODY, _NEW = 8, 99


def director() -> Bearer:
    """Sees everything."""
    return _bearer("director", _HEAD, ())


def head() -> Bearer:
    """Sees what is held by a fifth of the managers, and what is nobody's."""
    return _bearer("head_of_sales", _HEAD, range(_LEADS))


def manager() -> Bearer:
    """Sees their own, a fiftieth of nearly all, and what is nobody's."""
    return _bearer("manager", _SOMEBODY, ())


def beginner() -> Bearer:
    """Sees some hundred of their own, and what is nobody's."""
    return _bearer("manager", MANAGERS, ())


def new_hire() -> Bearer:
    """Has nothing: sees what is nobody's."""
    return _bearer("manager", _NEW, ())


def _bearer(role: str, number: int, leads: Iterable[int]) -> Bearer:
    me = EmployeeId(id_of("employee", number))
    reached = frozenset({me, *(EmployeeId(id_of("employee", one)) for one in leads)})
    return Bearer(id_of("token", number), role, role, me, READY_MADE[role].grants, reached)
