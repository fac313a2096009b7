"""Registry: was this inbound seen before, and where does what it refers to belong?"""

from dataclasses import dataclass, replace

from contracts.call import CallReported
from contracts.capture import (
    InboundDiscarded,
    InboundParked,
    InboundParkedAgain,
    InboundRepeated,
    InboundRetryRequested,
    InboundSetAside,
)
from contracts.conversation import (
    MessageBounced,
    MessageEdited,
    MessageQueued,
    MessageReceived,
    MessageSent,
)
from contracts.event import Event, Recorded
from contracts.ids import ConversationId, MessageId
from contracts.lead import FormReceived
from contracts.notice import NoticeSent
from contracts.touch import TouchRecorded
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class SeenRow:
    """The provider's delivery `key` (a keyed digest) was first seen at `seq` of INBOUND."""

    key: str
    seq: int


SEEN = Table("seen", SeenRow, key=("key",))


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """What a provider's name for a message (a keyed digest) stands for: ours, or a notice."""

    ref: str
    message_id: MessageId
    conversation_id: ConversationId | None


REFERENCES = Table("message_references", ReferenceRow, key=("ref",))


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The conversation that a message belongs to."""

    message_id: MessageId
    conversation_id: ConversationId


PLACES = Table("message_places", PlaceRow, key=("message_id",))


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of an inbound: every one of them has exactly one row, which says the newest."""

    inbound: int
    outcome: str
    account: str | None
    conversation_id: ConversationId | None = None
    reason: str | None = None
    first: int | None = None
    raw: str | None = None
    seq: int = 0


PARKED, DISCARDED = "parked", "discarded"
OUTCOMES = Table("outcomes", OutcomeRow, key=("inbound",), indexes=("(outcome, inbound)",))


@SEEN.opens(MessageReceived, key=lambda e: (e.event.key,))
def message_seen(row: SeenRow | None, recorded: Recorded[MessageReceived]) -> SeenRow:
    """A message."""
    return row or SeenRow(recorded.event.key, recorded.event.inbound)


@SEEN.opens(MessageEdited, key=lambda e: (e.event.key,))
def edit_seen(row: SeenRow | None, recorded: Recorded[MessageEdited]) -> SeenRow:
    """An edit."""
    return row or SeenRow(recorded.event.key, recorded.event.inbound)


@SEEN.opens(MessageBounced, key=lambda e: (e.event.key,))
def bounce_seen(row: SeenRow | None, recorded: Recorded[MessageBounced]) -> SeenRow:
    """A bounce."""
    return row or SeenRow(recorded.event.key, recorded.event.inbound)


@SEEN.opens(InboundSetAside, key=lambda e: (e.event.key,))
def aside_seen(row: SeenRow | None, recorded: Recorded[InboundSetAside]) -> SeenRow:
    """Something that opened nothing."""
    return row or SeenRow(recorded.event.key, recorded.event.inbound)


@SEEN.opens(FormReceived, key=lambda e: (e.event.key,))
def form_seen(row: SeenRow | None, recorded: Recorded[FormReceived]) -> SeenRow:
    """A form."""
    return row or SeenRow(recorded.event.key, recorded.event.inbound)


@SEEN.opens(CallReported, key=lambda e: (e.event.key,))
def call_seen(row: SeenRow | None, recorded: Recorded[CallReported]) -> SeenRow:
    """News of a call."""
    return row or SeenRow(recorded.event.key, recorded.event.inbound)


def _first(recorded: Recorded[TouchRecorded], key: Key) -> Key | None:
    """Of several touches of one inbound the first speaks for it."""
    return key if recorded.event.number == 0 else None


@SEEN.opens(TouchRecorded, key=lambda e: _first(e, (e.event.key,)))
def visit_seen(row: SeenRow | None, recorded: Recorded[TouchRecorded]) -> SeenRow:
    """A visit, or the touches of a form, which is there already."""
    return row or SeenRow(recorded.event.key, recorded.event.inbound)


@REFERENCES.opens(MessageReceived, key=lambda e: (e.event.own,) if e.event.own else None)
def received_as(row: ReferenceRow | None, recorded: Recorded[MessageReceived]) -> ReferenceRow:
    """The first message of that name keeps it: a later one may be forged."""
    event = recorded.event
    return row or ReferenceRow(event.own or "", event.message_id, event.conversation_id)


@REFERENCES.opens(MessageSent, key=lambda e: (e.event.own,) if e.event.own else None)
def sent_as(row: ReferenceRow | None, recorded: Recorded[MessageSent]) -> ReferenceRow:
    """What the provider calls an answer of ours."""
    event = recorded.event
    return row or ReferenceRow(event.own or "", event.message_id, event.conversation_id)


@REFERENCES.opens(NoticeSent, key=lambda e: (e.event.own,) if e.event.own else None)
def notice_sent_as(row: ReferenceRow | None, recorded: Recorded[NoticeSent]) -> ReferenceRow:
    """What the provider calls an alarm of ours; an employee may answer it."""
    event = recorded.event
    return row or ReferenceRow(event.own or "", MessageId(event.notice_id), None)


@PLACES.opens(MessageQueued, key=lambda e: (e.event.message_id,))
def placed(row: PlaceRow | None, recorded: Recorded[MessageQueued]) -> PlaceRow:
    """A message of ours that a reply may prove to answer."""
    return row or PlaceRow(recorded.event.message_id, recorded.event.conversation_id)


def _outcome(recorded: Recorded[Event], outcome: str, inbound: int) -> OutcomeRow:
    return OutcomeRow(inbound, outcome, None, seq=recorded.seq)


def _newest(row: OutcomeRow | None, new: OutcomeRow) -> OutcomeRow:
    """Of several facts of one inbound the first speaks for it; what was parked may still change."""
    return new if row is None or row.outcome == PARKED else row


@OUTCOMES.opens(MessageReceived, key=lambda e: (e.event.inbound,))
def became_message(row: OutcomeRow | None, recorded: Recorded[MessageReceived]) -> OutcomeRow:
    """It is in a conversation."""
    event = recorded.event
    new = _outcome(recorded, "conversation", event.inbound)
    return _newest(row, replace(new, conversation_id=event.conversation_id, raw=event.raw))


@OUTCOMES.opens(MessageEdited, key=lambda e: (e.event.inbound,))
def became_edit(row: OutcomeRow | None, recorded: Recorded[MessageEdited]) -> OutcomeRow:
    """It changed a message."""
    event = recorded.event
    new = _outcome(recorded, "edit", event.inbound)
    return _newest(row, replace(new, conversation_id=event.conversation_id))


@OUTCOMES.opens(MessageBounced, key=lambda e: (e.event.inbound,))
def became_bounce(row: OutcomeRow | None, recorded: Recorded[MessageBounced]) -> OutcomeRow:
    """It says that a message of ours did not arrive."""
    event = recorded.event
    new = _outcome(recorded, "bounce", event.inbound)
    return _newest(row, replace(new, conversation_id=event.conversation_id, reason=event.reason))


@OUTCOMES.opens(FormReceived, key=lambda e: (e.event.inbound,))
def became_form(row: OutcomeRow | None, recorded: Recorded[FormReceived]) -> OutcomeRow:
    """It is on a lead."""
    event = recorded.event
    new = _outcome(recorded, "form", event.inbound)
    return _newest(row, replace(new, account=event.account, reason=event.trouble))


@OUTCOMES.opens(CallReported, key=lambda e: (e.event.inbound,))
def became_call(row: OutcomeRow | None, recorded: Recorded[CallReported]) -> OutcomeRow:
    """It is known of a call."""
    event = recorded.event
    return _newest(row, replace(_outcome(recorded, "call", event.inbound), account=event.account))


@OUTCOMES.opens(TouchRecorded, key=lambda e: _first(e, (e.event.inbound,)))
def became_visit(row: OutcomeRow | None, recorded: Recorded[TouchRecorded]) -> OutcomeRow:
    """It told of nothing but touches: those of a form or of a message come after it."""
    event = recorded.event
    return _newest(row, replace(_outcome(recorded, "visit", event.inbound), account=event.account))


@OUTCOMES.opens(InboundRepeated, key=lambda e: (e.event.inbound,))
def was_repeat(row: OutcomeRow | None, recorded: Recorded[InboundRepeated]) -> OutcomeRow:
    """The provider sent it again."""
    event = recorded.event
    new = _outcome(recorded, "repeat", event.inbound)
    return _newest(row, replace(new, account=event.account, first=event.first))


@OUTCOMES.opens(InboundParked, key=lambda e: (e.event.inbound,))
def was_parked(row: OutcomeRow | None, recorded: Recorded[InboundParked]) -> OutcomeRow:
    """Nobody could make sense of it."""
    event = recorded.event
    new = _outcome(recorded, PARKED, event.inbound)
    return row or replace(new, account=event.account, reason=event.reason)


@OUTCOMES.on(InboundRetryRequested, key=lambda e: (e.event.inbound,))
def was_taken_up(row: OutcomeRow, _: Recorded[InboundRetryRequested]) -> OutcomeRow:
    """Discarded or not, it waits to be decided."""
    return replace(row, outcome=PARKED, reason=None) if row.outcome == DISCARDED else row


@OUTCOMES.on(InboundParkedAgain, key=lambda e: (e.event.inbound,))
def was_parked_again(row: OutcomeRow, recorded: Recorded[InboundParkedAgain]) -> OutcomeRow:
    """What is in the way now."""
    if row.outcome != PARKED:
        return row
    return replace(row, reason=recorded.event.reason, seq=recorded.seq)


@OUTCOMES.on(InboundDiscarded, key=lambda e: (e.event.inbound,))
def was_discarded(row: OutcomeRow, recorded: Recorded[InboundDiscarded]) -> OutcomeRow:
    """A person said that nothing is to become of it."""
    if row.outcome != PARKED:
        return row
    return replace(row, outcome=DISCARDED, reason=recorded.event.reason, seq=recorded.seq)


@OUTCOMES.opens(InboundSetAside, key=lambda e: (e.event.inbound,))
def was_set_aside(row: OutcomeRow | None, recorded: Recorded[InboundSetAside]) -> OutcomeRow:
    """It opened nothing."""
    event = recorded.event
    new = _outcome(recorded, "aside", event.inbound)
    reason = f"{event.reason}: {event.detail}" if event.detail else str(event.reason)
    return _newest(row, replace(new, account=event.account, reason=reason, raw=event.raw))


registry = Projection(
    "registry",
    version=1,
    question="Was this inbound seen before, and where does what it refers to belong?",
    tables=(SEEN, REFERENCES, PLACES, OUTCOMES),
)
