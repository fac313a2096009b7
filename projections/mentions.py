"""Mentions: where was a colleague asked to look?"""

from dataclasses import dataclass
from datetime import datetime

from contracts.conversation import NoteAdded
from contracts.event import Recorded
from contracts.ids import ConversationId, EmployeeId, MessageId
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class MentionRow:
    """The last note in a conversation that names this colleague, and where it is on the log."""

    employee_id: EmployeeId
    conversation_id: ConversationId
    message_id: MessageId
    seq: int
    at: datetime
    by: EmployeeId | None


MENTIONS = Table(
    "mentions",
    MentionRow,
    key=("employee_id", "conversation_id"),
    indexes=("(employee_id, seq)",),
)


@MENTIONS.each(
    NoteAdded,
    keys=lambda e: [(one, e.event.conversation_id) for one in dict.fromkeys(e.event.mentions)],
)
def mentioned(_: MentionRow | None, recorded: Recorded[NoteAdded], key: Key) -> MentionRow:
    """The newest note counts."""
    event = recorded.event
    return MentionRow(
        key[0], event.conversation_id, event.message_id, recorded.seq, recorded.at, event.by
    )


mentions = Projection(
    "mentions",
    version=1,
    question="Where was a colleague asked to look?",
    tables=(MENTIONS,),
)
