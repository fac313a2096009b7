"""Holdings: whose is what: on which identity does it stand, and who holds it?

A card's holders are those who hold anything on its identities. Who they are follows from what is
held and from where identities stand (`HELD`), so that a merge brings holders together and undoing
it parts them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from contracts.call import CallReported
from contracts.client import (
    ClientMerged,
    ClientRegistered,
    ClientUnmerged,
    IdentityLinked,
    IdentityUnlinked,
)
from contracts.conversation import ConversationAssigned, ConversationOpened, NoteAdded
from contracts.deal import DealAssigned, DealOpened
from contracts.event import Recorded
from contracts.identity import IdentityClaimed
from contracts.ids import ClientId, EmployeeId, IdentityId
from contracts.lead import LeadAssigned, LeadAttached, LeadOpened
from contracts.task import TaskAssigned, TaskOpened
from contracts.touch import TouchRecorded
from projections.kit import Following, Key, Projection, Table


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


def _attached(recorded: Recorded[LeadAttached]) -> Key | None:
    """The lead, or the deal; whatever else it might be told of is no thing."""
    subject = recorded.subject
    return (UUID(subject.id),) if subject.aggregate in {"lead", "deal"} else None


@THINGS.on(LeadAttached, key=_attached)
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


@dataclass(frozen=True, slots=True)
class StandingRow:
    """The card that an identity is on; None: on none yet."""

    identity_id: IdentityId
    client_id: ClientId | None


STANDINGS = Table("standings", StandingRow, key=("identity_id",), indexes=("(client_id)",))


@STANDINGS.opens(IdentityClaimed, key=lambda e: (e.event.identity_id,))
def claimed(row: StandingRow | None, recorded: Recorded[IdentityClaimed]) -> StandingRow:
    """An address was seen for the first time."""
    return row or StandingRow(recorded.event.identity_id, None)


def _theirs(recorded: Recorded[CallReported] | Recorded[TouchRecorded]) -> list[Key]:
    return [(recorded.event.identity_id,)] if recorded.event.identity_id else []


@STANDINGS.each(CallReported, keys=_theirs)
def called(row: StandingRow | None, _: Recorded[CallReported], key: Key) -> StandingRow:
    """An identity that nobody has claimed is on no card, and in everybody's reach."""
    return row or StandingRow(IdentityId(key[0]), None)


@STANDINGS.each(TouchRecorded, keys=_theirs)
def came(row: StandingRow | None, _: Recorded[TouchRecorded], key: Key) -> StandingRow:
    """Likewise."""
    return row or StandingRow(IdentityId(key[0]), None)


@STANDINGS.on(ClientRegistered, key=lambda e: (e.event.identity_id,))
def registered(row: StandingRow, recorded: Recorded[ClientRegistered]) -> StandingRow:
    """A card of its own."""
    return replace(row, client_id=recorded.event.client_id)


@STANDINGS.on(IdentityLinked, key=lambda e: (e.event.identity_id,))
def linked(row: StandingRow, recorded: Recorded[IdentityLinked]) -> StandingRow:
    """It came onto a card that was there."""
    return replace(row, client_id=recorded.event.client_id)


@STANDINGS.on(IdentityUnlinked, key=lambda e: (e.event.identity_id,))
def unlinked(row: StandingRow, recorded: Recorded[IdentityUnlinked]) -> StandingRow:
    """It went to a card of its own."""
    return replace(row, client_id=recorded.event.to_client_id)


@STANDINGS.each(ClientMerged, keys=lambda e: [(i,) for i in e.event.identities])
def merged(row: StandingRow | None, recorded: Recorded[ClientMerged], _: Key) -> StandingRow | None:
    """All identities of one card moved to another."""
    return row and replace(row, client_id=recorded.event.client_id)


@STANDINGS.each(ClientUnmerged, keys=lambda e: [(i,) for i in e.event.identities])
def unmerged(
    row: StandingRow | None, recorded: Recorded[ClientUnmerged], _: Key
) -> StandingRow | None:
    """They went back."""
    return row and replace(row, client_id=recorded.event.restored_id)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An identity's card is in reach of `holder_id`; of everybody where that is `NOBODY`.

    A row for every holder of anything on the card, and one of nobody's where nothing on it was
    given to anybody: who was only mentioned takes it from nobody.
    """

    identity_id: IdentityId
    holder_id: EmployeeId
    client_id: ClientId | None


HELD = Table(
    "held",
    HeldRow,
    key=("identity_id", "holder_id"),
    indexes=("(holder_id, identity_id)", "(client_id, holder_id)"),
)

_FOLLOWS = f"""
WITH touched AS (
    SELECT identity_id FROM {{things}} WHERE thing_id = ANY($1::uuid[])
    UNION SELECT unnest($2::uuid[])
), card AS (
    SELECT s.client_id FROM touched JOIN {{standings}} s USING (identity_id)
    UNION SELECT unnest($3::uuid[])
), concerned AS (
    SELECT s.identity_id, s.client_id FROM card JOIN {{standings}} s USING (client_id)
    UNION SELECT identity_id, NULL FROM touched LEFT JOIN {{standings}} s USING (identity_id)
    WHERE s.client_id IS NULL
), holder AS (
    SELECT c.client_id, h.holder_id, bool_or(h.mentioned_id = '{NOBODY}') AS given
    FROM concerned c JOIN {{things}} t USING (identity_id) JOIN {{holdings}} h USING (thing_id)
    WHERE h.holder_id IS NOT NULL AND c.client_id IS NOT NULL GROUP BY 1, 2
), wanted AS (
    SELECT c.identity_id, h.holder_id, c.client_id FROM concerned c JOIN holder h USING (client_id)
    UNION ALL SELECT c.identity_id, '{NOBODY}', c.client_id FROM concerned c
    WHERE NOT EXISTS (SELECT FROM holder h WHERE h.client_id = c.client_id AND h.given)
), gone AS (
    DELETE FROM {{held}} h USING concerned c WHERE h.identity_id = c.identity_id
    AND NOT EXISTS (
        SELECT FROM wanted w WHERE w.identity_id = h.identity_id AND w.holder_id = h.holder_id
    )
)
INSERT INTO {{held}} AS h (identity_id, holder_id, client_id) SELECT * FROM wanted
ON CONFLICT (identity_id, holder_id) DO UPDATE SET client_id = excluded.client_id
WHERE h.client_id IS DISTINCT FROM excluded.client_id
"""  # noqa: S608 - the code's own names


def concerned(changed: Mapping[str, list[Any]]) -> tuple[list[UUID], ...]:
    """The things, the identities and the cards whose holders may be others now."""
    things = {row.thing_id for row in changed[HOLDINGS.name]}
    standing: list[StandingRow] = changed[STANDINGS.name]
    identities = {row.identity_id for row in (*changed[THINGS.name], *standing)}
    cards = {row.client_id for row in standing if row.client_id}
    return sorted(things), sorted(identities), sorted(cards)


holdings = Projection(
    "holdings",
    version=2,
    question="On which identity does each conversation, lead, deal and task stand; who holds it?",
    tables=(THINGS, HOLDINGS, STANDINGS, HELD),
    following=Following(_FOLLOWS, concerned),
)
