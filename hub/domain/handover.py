"""Handing over: what somebody who leaves held is another's, or nobody's, in whatever state."""

from contracts.conversation import ConversationAssigned
from contracts.deal import DealAssigned
from contracts.event import Event
from contracts.ids import EmployeeId
from contracts.lead import LeadAssigned
from contracts.task import TaskAssigned
from hub.domain.conversation import Conversation
from hub.domain.deal import Deal
from hub.domain.lead import Lead
from hub.domain.task import Task

Held = Conversation | Lead | Deal | Task
"""What somebody can hold."""


def handed_over(state: Held, leaver: EmployeeId, to: EmployeeId | None) -> list[Event]:
    """The fact; none where it is not theirs (any more).

    Also of what is closed: whoever takes the client has to see what was.
    """
    match state:
        case Conversation(conversation_id=id_, assignee=holder) if id_ and holder == leaver:
            return [ConversationAssigned(conversation_id=id_, employee_id=to)]
        case Lead(lead_id=id_, assignee=holder) if id_ and holder == leaver:
            return [LeadAssigned(lead_id=id_, employee_id=to)]
        case Deal(deal_id=id_, owner=holder) if id_ and holder == leaver:
            return [DealAssigned(deal_id=id_, employee_id=to)]
        case Task(task_id=id_, assignee=holder) if id_ and holder == leaver:
            return [TaskAssigned(task_id=id_, employee_id=to)]
        case _:
            return []
