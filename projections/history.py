"""History: what happened to leads, deals, tasks, conversations and cards, step by step?

Messages, calls and touches have their own tables, with their positions on the log.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.client import ClientAbsorbed, ClientMerged, ClientRestored, ClientUnmerged
from contracts.conversation import (
    AnswerWaived,
    ConversationAssigned,
    ConversationClosed,
    ConversationLabelled,
    ConversationReopened,
    ConversationSnoozed,
    ConversationUnlabelled,
    ConversationWoken,
    EscalationAcknowledged,
    EscalationRaised,
    EscalationSkipped,
)
from contracts.deal import (
    DealAssigned,
    DealLost,
    DealMoved,
    DealOpened,
    DealPriced,
    DealReopened,
    DealWon,
)
from contracts.event import Event, Recorded
from contracts.lead import (
    FormReceived,
    LeadAssigned,
    LeadAttached,
    LeadOpened,
    LeadQualified,
    LeadRejected,
    LeadReopened,
)
from contracts.task import TaskAssigned, TaskCancelled, TaskDone, TaskOpened, TaskRescheduled
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step at `seq`; `kind` is the event's wire name.

    `about_id` is the lead, deal, task, conversation or card.

    `detail` is what the event says beyond that.
    """

    seq: int
    about_id: UUID
    kind: str
    at: datetime
    actor: str
    detail: dict[str, Any]


STEPS = Table("history_steps", StepRow, key=("seq",), indexes=("(about_id, seq)",))

_UNTOLD = frozenset({"inbound", "key"})
_STEPS: dict[type[Event], str] = {
    LeadOpened: "lead_id",
    LeadAttached: "lead_id",
    LeadAssigned: "lead_id",
    LeadQualified: "lead_id",
    LeadRejected: "lead_id",
    LeadReopened: "lead_id",
    FormReceived: "lead_id",
    DealOpened: "deal_id",
    DealMoved: "deal_id",
    DealPriced: "deal_id",
    DealAssigned: "deal_id",
    DealWon: "deal_id",
    DealLost: "deal_id",
    DealReopened: "deal_id",
    TaskOpened: "task_id",
    TaskAssigned: "task_id",
    TaskRescheduled: "task_id",
    TaskDone: "task_id",
    TaskCancelled: "task_id",
    ConversationAssigned: "conversation_id",
    ConversationClosed: "conversation_id",
    ConversationReopened: "conversation_id",
    ConversationSnoozed: "conversation_id",
    ConversationWoken: "conversation_id",
    ConversationLabelled: "conversation_id",
    ConversationUnlabelled: "conversation_id",
    AnswerWaived: "conversation_id",
    EscalationRaised: "conversation_id",
    EscalationSkipped: "conversation_id",
    EscalationAcknowledged: "conversation_id",
    ClientMerged: "client_id",
    ClientAbsorbed: "client_id",
    ClientUnmerged: "client_id",
    ClientRestored: "client_id",
}
"""What is a step, and the field that says of what."""


def stepped(row: StepRow | None, recorded: Recorded[Event]) -> StepRow:
    """It happened; a step is never changed."""
    event, about = recorded.event, _STEPS[type(recorded.event)]
    return row or StepRow(
        seq=recorded.seq,
        about_id=getattr(event, about),
        kind=event.event_name,
        at=recorded.at,
        actor=recorded.actor,
        detail=event.model_dump(mode="json", exclude={about, *_UNTOLD}, exclude_none=True),
    )


def _place(recorded: Recorded[Event]) -> tuple[int] | None:
    """Where it stands; an attached lead is told once, not again with the deal it takes along."""
    copied = isinstance(recorded.event, LeadAttached) and recorded.subject.aggregate == "deal"
    return None if copied else (recorded.seq,)


for _event in _STEPS:
    STEPS.opens(_event, key=_place)(stepped)


history = Projection(
    "history",
    version=2,
    question="What happened to leads, deals, tasks, conversations and cards, step by step?",
    tables=(STEPS,),
)
