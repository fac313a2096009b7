"""Every aggregate: the state a decision needs, and how its events make it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any

from contracts.access import RoleGiven
from contracts.account import (
    ChannelConnected,
    ChannelFaltered,
    ChannelPaused,
    ChannelRecovered,
    ChannelResumed,
)
from contracts.company import (
    EmployeeAvailabilityChanged,
    EmployeeBound,
    EmployeeLeft,
    EmployeeRegistered,
    EmployeeUnbound,
    ReportingChanged,
)
from contracts.event import Event, Recorded
from contracts.ids import EmployeeId
from hub.domain import (
    call,
    canned,
    client,
    company,
    conversation,
    deal,
    lead,
    paging,
    parking,
    pipeline,
    task,
)
from hub.domain.call import Call
from hub.domain.canned import Canned
from hub.domain.client import Client
from hub.domain.conversation import Conversation
from hub.domain.deal import Deal
from hub.domain.lead import Lead
from hub.domain.paging import Pager
from hub.domain.parking import Parked
from hub.domain.pipeline import Pipeline
from hub.domain.stored import IN_ORDER
from hub.domain.task import Task


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who works here, or did."""

    employee_id: EmployeeId | None = None
    left: bool = False
    head_id: EmployeeId | None = None
    addresses: Annotated[frozenset[str], IN_ORDER] = frozenset()
    available: bool = True
    role: str | None = None


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
            return replace(state, employee_id=id_, left=False)
        case EmployeeLeft():
            return replace(state, left=True, addresses=frozenset())
        case ReportingChanged(head_id=head):
            return replace(state, head_id=head)
        case EmployeeBound(digest=digest):
            return replace(state, addresses=state.addresses | {digest})
        case EmployeeUnbound(digest=digest):
            return replace(state, addresses=state.addresses - {digest})
        case EmployeeAvailabilityChanged(available=available):
            return replace(state, available=available)
        case RoleGiven(role=role):
            return replace(state, role=role)
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
    "lead": Rules(Lead(), lead.evolve),
    "deal": Rules(Deal(), deal.evolve),
    "task": Rules(Task(), task.evolve),
    "call": Rules(Call(), call.evolve),
    "pipeline": Rules(Pipeline(), pipeline.evolve),
    "canned": Rules(Canned(), canned.evolve),
    "pager": Rules(Pager(), paging.evolve),
    "confirmation": Rules(Pager(), paging.evolve),
    "employee": Rules(Employee(), _employee),
    "channel": Rules(ChannelAccount(), _account),
    "parked": Rules(Parked(), parking.evolve),
    "identity": Rules(Plain(), _plain),
    "policy": Rules(Plain(), _plain),
    "calendar": Rules(Plain(), _plain),
    "rotation": Rules(Plain(), _plain),
    "campaign": Rules(Plain(), _plain),
    "role": Rules(company.RoleState(), company.evolve_role),
    "team": Rules(company.TeamState(), company.evolve_team),
    "reading": Rules(Plain(), _plain),
}
"""By the name that stands in the subject: `ev.<aggregate>.<id>`."""
