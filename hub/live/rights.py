"""Who is shown which facts: one table; an aggregate that is not in it is shown to nobody."""

from hub.access.bearer import Bearer
from hub.api.access import Action, may
from hub.live.fact import Fact

SEEN_WITH: dict[str, Action] = {
    "conversation": Action.SEE_CONVERSATIONS,
    "client": Action.SEE_CLIENTS,
    "identity": Action.SEE_CLIENTS,
    "lead": Action.SEE_SALES,
    "deal": Action.SEE_SALES,
    "task": Action.SEE_TASKS,
    "call": Action.SEE_CALLS,
    "touch": Action.SEE_CLIENTS,
    "confirmation": Action.SEE_SALES,
    "pipeline": Action.SEE_SALES,
    "campaign": Action.SEE_SOURCES,
    "canned": Action.SEE_CONVERSATIONS,
    "employee": Action.SEE_COLLEAGUES,
    "signin": Action.KEEP_EMPLOYEES,
    "role": Action.SEE_COLLEAGUES,
    "team": Action.SEE_COLLEAGUES,
    "reading": Action.SEE_READERS,
    "policy": Action.SEE_COLLEAGUES,
    "calendar": Action.SEE_COLLEAGUES,
    "rotation": Action.SEE_COLLEAGUES,
    "pager": Action.KEEP_EMPLOYEES,
    "channel": Action.KEEP_CHANNELS,
    "inbound": Action.SEE_INBOUNDS,
    "parked": Action.SEE_INBOUNDS,
    "capture": Action.SEE_INBOUNDS,
    "store": Action.SEE_STATUS,
}
"""By the name that stands in the subject: `ev.<aggregate>.<id>`."""


def sees(bearer: Bearer, fact: Fact) -> bool:
    """Whether this fact is for the holder of this token; one's own pager always is."""
    if fact.aggregate == "pager" and fact.id == str(bearer.employee_id):
        return may(bearer, Action.SEE_ONESELF)
    action = SEEN_WITH.get(fact.aggregate)
    return action is not None and may(bearer, action, fact.holders)
