"""Holdings: whose is what: on which identity does it stand, and who holds it?

A card's holders are those who hold anything on its identities; the card is joined when that is
asked, so that a merge brings holders together and undoing it parts them again.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from contracts.conversation import ConversationAssigned, ConversationOpened, NoteAdded
from contracts.deal import DealAssigned, DealOpened
from contracts.event import Recorded
from contracts.ids import EmployeeId, IdentityId
from contracts.lead import LeadAssigned, LeadAttached, LeadOpened
from contracts.task import TaskAssigned, TaskOpened
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A conversation, a lead, a deal, or a task that is about neither; and whose it is."""

    thing_id: UUID
    identity_id: IdentityId


THINGS = Table("things", ThingRow, key=("thing_id",), indexes=("(identity_id)",))


@THINGS.opens(ConversationOpened, key=lambda e: (e.event.conversation_id,))
def conversation_stands(row: ThingRow | None, recorded: Recorded[ConversationOpened]) -> ThingRow:
    """Its first identity keeps it."""
    return row or ThingRow(recorded.event.conversation_id, recorded.event.identity_id)


@THINGS.opens(LeadOpened, key=lambda e: (e.event.lead_id,))
def lead_stands(row: ThingRow | None, recorded: Recorded[LeadOpened]) -> ThingRow:
    """Until it is attached to another."""
    return row or ThingRow(recorded.event.lead_id, recorded.event.identity_id)


@THINGS.opens(DealOpened, key=lambda e: (e.event.deal_id,))
def deal_stands(row: ThingRow | None, recorded: Recorded[DealOpened]) -> ThingRow:
    """Likewise."""
    return row or ThingRow(recorded.event.deal_id, recorded.event.identity_id)


@THINGS.on(LeadAttached, key=lambda e: (UUID(e.subject.id),))
def moved(row: ThingRow, recorded: Recorded[LeadAttached]) -> ThingRow:
    """The lead is another identity's, and so is its deal: the fact stands on both."""
    return replace(row, identity_id=recorded.event.identity_id)


@THINGS.each(TaskOpened, keys=lambda e: [(e.event.task_id,)] if _alone(e.event) else [])
def task_stands(row: ThingRow | None, recorded: Recorded[TaskOpened], _: Key) -> ThingRow | None:
    """A task about a lead or a deal stands on that."""
    event = recorded.event
    return row or (ThingRow(event.task_id, event.identity_id) if event.identity_id else None)


def _alone(event: TaskOpened) -> bool:
    return event.lead_id is None and event.deal_id is None


NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """Somebody holds a thing: they were given it, or a task about it, or were mentioned there.

    `by_id` is what they were given, or the conversation where `mentioned_id` was mentioned (nobody
    where it was given). `holder_id` is None where it is nobody's for now; `before_id` had it last.
    `kind` is the aggregate of `by_id`.
    """

    by_id: UUID
    mentioned_id: UUID
    thing_id: UUID
    holder_id: EmployeeId | None
    kind: str
    before_id: EmployeeId | None = None


HOLDINGS = Table(
    "holdings",
    HoldingRow,
    key=("by_id", "mentioned_id"),
    indexes=("(thing_id) INCLUDE (holder_id) WHERE holder_id IS NOT NULL", "(holder_id, by_id)"),
)


def _given(row: HoldingRow | None, kind: str, thing: UUID, holder: EmployeeId | None) -> HoldingRow:
    if row is None:
        return HoldingRow(thing, NOBODY, thing, holder, kind)
    return replace(row, holder_id=holder, before_id=row.holder_id)


@HOLDINGS.opens(ConversationAssigned, key=lambda e: (e.event.conversation_id, NOBODY))
def conversation_given(
    row: HoldingRow | None, recorded: Recorded[ConversationAssigned]
) -> HoldingRow:
    """Somebody is responsible, or nobody."""
    return _given(row, "conversation", recorded.event.conversation_id, recorded.event.employee_id)


@HOLDINGS.opens(LeadAssigned, key=lambda e: (e.event.lead_id, NOBODY))
def lead_given(row: HoldingRow | None, recorded: Recorded[LeadAssigned]) -> HoldingRow:
    """Likewise."""
    return _given(row, "lead", recorded.event.lead_id, recorded.event.employee_id)


@HOLDINGS.opens(DealOpened, key=lambda e: (e.event.deal_id, NOBODY))
def deal_given_at_first(row: HoldingRow | None, recorded: Recorded[DealOpened]) -> HoldingRow:
    """Whose it is from the beginning."""
    return row or _given(None, "deal", recorded.event.deal_id, recorded.event.owner_id)


@HOLDINGS.opens(DealAssigned, key=lambda e: (e.event.deal_id, NOBODY))
def deal_given(row: HoldingRow | None, recorded: Recorded[DealAssigned]) -> HoldingRow:
    """Likewise."""
    return _given(row, "deal", recorded.event.deal_id, recorded.event.employee_id)


@HOLDINGS.opens(TaskOpened, key=lambda e: (e.event.task_id, NOBODY))
def task_given_at_first(row: HoldingRow | None, recorded: Recorded[TaskOpened]) -> HoldingRow:
    """A task is held on what it is about."""
    event = recorded.event
    thing = event.lead_id or event.deal_id or event.task_id
    return row or HoldingRow(event.task_id, NOBODY, thing, event.assignee_id, "task")


@HOLDINGS.on(TaskAssigned, key=lambda e: (e.event.task_id, NOBODY))
def task_given(row: HoldingRow, recorded: Recorded[TaskAssigned]) -> HoldingRow:
    """Somebody is to do it, or nobody."""
    return _given(row, row.kind, row.thing_id, recorded.event.employee_id)


@HOLDINGS.each(
    NoteAdded, keys=lambda e: [(e.event.conversation_id, one) for one in e.event.mentions]
)
def mentioned(row: HoldingRow | None, recorded: Recorded[NoteAdded], key: Key) -> HoldingRow:
    """Whoever is asked has to see what it is about."""
    conversation, employee = recorded.event.conversation_id, EmployeeId(key[1])
    return row or HoldingRow(conversation, employee, conversation, employee, "conversation")


holdings = Projection(
    "holdings",
    version=1,
    question="On which identity does each conversation, lead, deal and task stand; who holds it?",
    tables=(THINGS, HOLDINGS),
)
