"""Access: one function says who may do what, and every route names what it does."""

from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from contracts.errors import Forbidden, Unauthenticated
from contracts.ids import EmployeeId
from hub.house import House
from hub.vault.tokens import Bearer


class Action(StrEnum):
    """What a route does."""

    SEE_HEALTH = "see_health"
    CALL_CHANNEL = "call_channel"
    SEE_ONESELF = "see_oneself"
    SEE_LIVE = "see_live"
    SEE_COLLEAGUES = "see_colleagues"
    SEE_CONVERSATIONS = "see_conversations"
    REPLY = "reply"
    WORK_CONVERSATIONS = "work_conversations"
    SEE_CLIENTS = "see_clients"
    WORK_CLIENTS = "work_clients"
    SEE_SALES = "see_sales"
    WORK_LEADS = "work_leads"
    WORK_DEALS = "work_deals"
    WORK_TASKS = "work_tasks"
    KEEP_PIPELINES = "keep_pipelines"
    KEEP_CAMPAIGNS = "keep_campaigns"
    KEEP_EMPLOYEES = "keep_employees"
    KEEP_POLICY = "keep_policy"
    KEEP_CHANNELS = "keep_channels"
    KEEP_TOKENS = "keep_tokens"
    SEE_INBOUNDS = "see_inbounds"
    KEEP_INBOUNDS = "keep_inbounds"
    SEE_STATUS = "see_status"


_ANYBODY = frozenset({Action.SEE_HEALTH, Action.CALL_CHANNEL})
_EMPLOYEE = _ANYBODY | {
    Action.SEE_ONESELF,
    Action.SEE_LIVE,
    Action.SEE_COLLEAGUES,
    Action.SEE_CONVERSATIONS,
    Action.REPLY,
    Action.WORK_CONVERSATIONS,
    Action.SEE_CLIENTS,
    Action.WORK_CLIENTS,
    Action.SEE_SALES,
    Action.WORK_LEADS,
    Action.WORK_DEALS,
    Action.WORK_TASKS,
}
_ROLES = {"administrator": frozenset(Action), "employee": _EMPLOYEE}


def may(bearer: Bearer | None, action: Action) -> bool:
    """Whether the holder of this token (None: no token) may do this; an unknown role may not."""
    if bearer is None:
        return action in _ANYBODY
    return action in _ROLES.get(bearer.role, _ANYBODY)


def actor(bearer: Bearer) -> str:
    """Who stands in the log: the employee, or the token where it is nobody's in person."""
    return f"employee:{bearer.employee_id}" if bearer.employee_id else f"token:{bearer.name}"


def employee(bearer: Bearer) -> EmployeeId:
    """The employee behind the token.

    Raises:
        Forbidden: it is nobody's in person.
    """
    if bearer.employee_id is None:
        raise Forbidden("only an employee can do this, and this token is nobody's in person")
    return bearer.employee_id


def house_of(request: Request) -> House:
    """The house that the application was made for."""
    house: House = request.app.state.house
    return house


HouseOf = Annotated[House, Depends(house_of)]

_scheme = HTTPBearer(auto_error=False, description="A token that `omnihub` has given.")
_Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_scheme)]


class Allowed:
    """The dependency of a route that needs a token: the bearer, if they may."""

    def __init__(self, action: Action) -> None:
        self.action = action

    async def __call__(self, house: HouseOf, credentials: _Credentials) -> Bearer:
        """The bearer.

        Raises:
            Unauthenticated: there is no token, or it is nobody's, expired or revoked.
            Forbidden: this role may not.
        """
        bearer = await house.tokens.bearer(credentials.credentials) if credentials else None
        if bearer is None:
            raise Unauthenticated("a token is needed, and this is none that is valid")
        if not may(bearer, self.action):
            raise Forbidden("your role may not do this")
        return bearer


class OpenToAll:
    """The dependency of a route that needs no token."""

    def __init__(self, action: Action) -> None:
        self.action = action

    async def __call__(self) -> None:
        """Nobody is asked.

        Raises:
            Unauthenticated: not everybody may do this after all.
        """
        if not may(None, self.action):
            raise Unauthenticated("a token is needed")
