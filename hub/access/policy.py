"""The policy: one function says who may do what, and to whose card."""

from collections.abc import Collection
from enum import StrEnum

from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.access.modules import Level, Module, Scope, covers


class Action(StrEnum):
    """What a route does."""

    SEE_HEALTH = "see_health"
    CALL_CHANNEL = "call_channel"
    SIGN_IN = "sign_in"
    SEE_ONESELF = "see_oneself"
    SEE_LIVE = "see_live"
    SEE_COLLEAGUES = "see_colleagues"
    SEE_CONVERSATIONS = "see_conversations"
    REPLY = "reply"
    WORK_CONVERSATIONS = "work_conversations"
    SEE_CALLS = "see_calls"
    SEE_CLIENTS = "see_clients"
    WORK_CLIENTS = "work_clients"
    EXPORT_CLIENTS = "export_clients"
    SEE_READERS = "see_readers"
    SEE_SALES = "see_sales"
    WORK_LEADS = "work_leads"
    WORK_DEALS = "work_deals"
    SEE_TASKS = "see_tasks"
    WORK_TASKS = "work_tasks"
    SEE_SOURCES = "see_sources"
    KEEP_PIPELINES = "keep_pipelines"
    KEEP_CAMPAIGNS = "keep_campaigns"
    KEEP_EMPLOYEES = "keep_employees"
    KEEP_ROLES = "keep_roles"
    KEEP_POLICY = "keep_policy"
    KEEP_CHANNELS = "keep_channels"
    KEEP_TOKENS = "keep_tokens"
    SEE_INBOUNDS = "see_inbounds"
    KEEP_INBOUNDS = "keep_inbounds"
    SEE_STATUS = "see_status"


ANYBODY = frozenset({Action.SEE_HEALTH, Action.CALL_CHANNEL, Action.SIGN_IN})
"""For these nobody is asked who they are."""

WHOEVER_WORKS_HERE = frozenset({Action.SEE_ONESELF, Action.SEE_LIVE, Action.SEE_COLLEAGUES})
"""For these any role will do."""

_WORKS, _KEEPS = Level.EMPLOYEE, Level.ADMINISTRATOR

NEEDED: dict[Action, tuple[Module, Level]] = {
    Action.SEE_CONVERSATIONS: (Module.INBOX, _WORKS),
    Action.REPLY: (Module.INBOX, _WORKS),
    Action.WORK_CONVERSATIONS: (Module.INBOX, _WORKS),
    Action.SEE_CALLS: (Module.INBOX, _WORKS),
    Action.SEE_CLIENTS: (Module.CLIENTS, _WORKS),
    Action.WORK_CLIENTS: (Module.CLIENTS, _WORKS),
    Action.EXPORT_CLIENTS: (Module.CLIENTS, _KEEPS),
    Action.SEE_READERS: (Module.CLIENTS, _KEEPS),
    Action.SEE_SALES: (Module.DEALS, _WORKS),
    Action.WORK_LEADS: (Module.DEALS, _WORKS),
    Action.WORK_DEALS: (Module.DEALS, _WORKS),
    Action.KEEP_PIPELINES: (Module.DEALS, _KEEPS),
    Action.SEE_TASKS: (Module.TASKS, _WORKS),
    Action.WORK_TASKS: (Module.TASKS, _WORKS),
    Action.SEE_SOURCES: (Module.MARKETING, _WORKS),
    Action.KEEP_CAMPAIGNS: (Module.MARKETING, _KEEPS),
    Action.KEEP_EMPLOYEES: (Module.SETTINGS, _KEEPS),
    Action.KEEP_ROLES: (Module.SETTINGS, _KEEPS),
    Action.KEEP_POLICY: (Module.SETTINGS, _KEEPS),
    Action.KEEP_TOKENS: (Module.SETTINGS, _KEEPS),
    Action.KEEP_CHANNELS: (Module.SETTINGS, _WORKS),
    Action.SEE_INBOUNDS: (Module.OPS, _KEEPS),
    Action.KEEP_INBOUNDS: (Module.OPS, _KEEPS),
    Action.SEE_STATUS: (Module.OPS, _WORKS),
}
"""Which module, and how much of it; every other action stands in one of the sets above."""


def may(
    bearer: Bearer | None, action: Action, holders: Collection[EmployeeId] | None = None
) -> bool:
    """Whether this bearer (None: nobody is asked who) may do this.

    `holders` are who holds the card that it is about; None: it is about no card. A card that nobody
    holds is everybody's who may do this at all: somebody has to take it.
    """
    if action in ANYBODY:
        return True
    if bearer is None or not _scoped(bearer, action):
        return False
    if action in WHOEVER_WORKS_HERE:
        return any(bearer.grant(module).level is not Level.NONE for module in Module)
    module, needed = NEEDED[action]
    enough = covers(bearer.grant(module).level, needed)
    return enough and (holders is None or reaches(bearer, module, holders))


def _scoped(bearer: Bearer, action: Action) -> bool:
    return bearer.scopes is None or action in bearer.scopes


def reaches(bearer: Bearer, module: Module, holders: Collection[EmployeeId]) -> bool:
    """Whether a card with these holders is in reach."""
    theirs = within_reach(bearer, module)
    return theirs is None or not holders or not theirs.isdisjoint(holders)


def within_reach(bearer: Bearer, module: Module) -> frozenset[EmployeeId] | None:
    """Whose cards they reach in a module, besides nobody's; None: everybody's."""
    grant = bearer.grant(module)
    own = frozenset({bearer.employee_id} if bearer.employee_id else ())
    match grant.scope:
        case Scope.ALL:
            return None
        case Scope.TEAM:
            return own | bearer.reaches
        case Scope.OWN:
            return own
