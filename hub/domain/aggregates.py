"""Every aggregate: the state a decision needs, and how its events make it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from contracts.account import (
    ChannelConnected,
    ChannelFaltered,
    ChannelPaused,
    ChannelRecovered,
    ChannelResumed,
)
from contracts.company import (
    EmployeeBound,
    EmployeeLeft,
    EmployeeRegistered,
    EmployeeUnbound,
    ReportingChanged,
)
from contracts.event import Event, Recorded
from contracts.ids import EmployeeId
from hub.domain import client, conversation, paging
from hub.domain.client import Client
from hub.domain.conversation import Conversation
from hub.domain.paging import Pager
from hub.domain.stored import IN_ORDER


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who works here, or did."""

    employee_id: EmployeeId | None = None
    left: bool = False
    head_id: EmployeeId | None = None
    addresses: Annotated[frozenset[str], IN_ORDER] = frozenset()


@dataclass(frozen=True, slots=True)
class ChannelAccount:
    """An account: `state` is none, up, faltering or paused."""

    state: str = "none"


@dataclass(frozen=True, slots=True)
class Plain:
    """An aggregate that has a history, and no rules about it."""


def _employee(state: Employee, recorded: Recorded[Event]) -> Employee:
    match recorded.event:
        case EmployeeRegistered(employee_id=id_):
            return Employee(id_, left=False, head_id=state.head_id, addresses=state.addresses)
        case EmployeeLeft():
            return Employee(state.employee_id, left=True, head_id=state.head_id)
        case ReportingChanged(head_id=head):
            return Employee(state.employee_id, state.left, head, state.addresses)
        case EmployeeBound(digest=digest):
            addresses = state.addresses | {digest}
            return Employee(state.employee_id, state.left, state.head_id, addresses)
        case EmployeeUnbound(digest=digest):
            addresses = state.addresses - {digest}
            return Employee(state.employee_id, state.left, state.head_id, addresses)
        case _:
            return state


def _account(state: ChannelAccount, recorded: Recorded[Event]) -> ChannelAccount:
    match recorded.event:
        case ChannelConnected() | ChannelResumed():
            return ChannelAccount("up")
        case ChannelPaused():
            return ChannelAccount("paused")
        case ChannelFaltered() if state.state == "up":
            return ChannelAccount("faltering")
        case ChannelRecovered() if state.state == "faltering":
            return ChannelAccount("up")
        case _:
            return state


def _plain(state: Plain, _: Recorded[Event]) -> Plain:
    return state


@dataclass(frozen=True, slots=True)
class Rules:
    """The state of an aggregate before its first event, and what an event makes of it."""

    initial: Any
    evolve: Callable[[Any, Recorded[Event]], Any]


RULES: dict[str, Rules] = {
    "conversation": Rules(Conversation(), conversation.evolve),
    "client": Rules(Client(), client.evolve),
    "pager": Rules(Pager(), paging.evolve),
    "employee": Rules(Employee(), _employee),
    "channel": Rules(ChannelAccount(), _account),
    "identity": Rules(Plain(), _plain),
    "policy": Rules(Plain(), _plain),
    "calendar": Rules(Plain(), _plain),
}
"""By the name that stands in the subject: `ev.<aggregate>.<id>`."""
