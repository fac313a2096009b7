"""What capture knows while it decides: the registry's rows, and what its decisions add."""

from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from contracts.call import CallReported
from contracts.capture import InboundSetAside
from contracts.client import ClientMerged, ClientRegistered, IdentityLinked
from contracts.company import PolicySet
from contracts.conversation import MessageBounced, MessageEdited, MessageReceived
from contracts.event import Event, Recorded, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import (
    ClientId,
    ConversationId,
    EmployeeId,
    EventId,
    IdentityId,
    KeyId,
    MessageId,
    NoticeId,
)
from contracts.lead import FormReceived
from contracts.touch import TouchRecorded
from hub.capture.confirmations import Confirmations
from hub.capture.interest import Interest
from hub.domain import client as clients
from hub.domain import conversation as conversations
from hub.domain.client import Client
from hub.domain.conversation import Conversation
from hub.domain.working_time import WorkingTime
from hub.folds.clocks import NoticeRow
from hub.log.inbounds import Arrived
from projections.company import PolicyRow
from projections.registry import ReferenceRow

_UNSAID = EventId(UUID(int=0))
"""What is not on the log yet has no id that a fold could ask for."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An event to be, on its subject, with whose key seals it."""

    subject: Subject
    event: Event
    key: KeyId | None = None


@dataclass(slots=True)
class Picture:
    """The rows that a batch of inbounds concerns. Positions are those of the last event."""

    seen: dict[str, int] = field(default_factory=dict)
    cards: dict[IdentityId, ClientId | None] = field(default_factory=dict)
    never: set[frozenset[IdentityId]] = field(default_factory=set)
    references: dict[str, ReferenceRow] = field(default_factory=dict)
    places: dict[MessageId, ConversationId] = field(default_factory=dict)
    bindings: dict[IdentityId, EmployeeId] = field(default_factory=dict)
    notices: dict[NoticeId, NoticeRow] = field(default_factory=dict)
    clients: dict[ClientId, Client] = field(default_factory=dict)
    conversations: dict[ConversationId, Conversation] = field(default_factory=dict)
    positions: dict[Subject, int] = field(default_factory=dict)
    interest: Interest = field(default_factory=Interest)
    confirmations: Confirmations = field(default_factory=Confirmations)
    codes: dict[int, EmployeeId] = field(default_factory=dict)
    """Who was shown the code that an inbound is."""
    policy: PolicyRow | None = None
    working: WorkingTime | None = None
    following: int = 0
    """The position that the next fact would have, at least: later than everything known."""

    @property
    def policy_in_force(self) -> PolicySet | None:
        """What happens when a client waits."""
        return _policy(self.policy) if self.policy else None

    def conversation(self, id_: ConversationId) -> Conversation:
        """Where it stands; an empty one if there is none."""
        return self.conversations.get(id_, Conversation())

    def client(self, id_: ClientId) -> Client:
        """Where the card stands; an empty one if there is none."""
        return self.clients.get(id_, Client())

    def theirs(self, identity: IdentityId) -> frozenset[IdentityId]:
        """Every identity on the card of this one."""
        card = self.cards.get(identity)
        known = self.client(card).identities if card else frozenset()
        return known | {identity}

    def known(self, identity: IdentityId) -> bool:
        """Whether this identity is on a card."""
        return self.cards.get(identity) is not None

    def learn(self, arrived: Arrived, facts: list[Fact]) -> None:
        """Know what was just decided, as the registry will once it has folded it."""
        for fact in facts:
            self.following += 1
            self._learn(arrived, fact)

    def _learn(self, arrived: Arrived, fact: Fact) -> None:
        recorded = Recorded(
            seq=self.following,
            id=_UNSAID,
            subject=fact.subject,
            at=arrived.at,
            actor="capture",
            event=fact.event,
        )
        match fact.subject.aggregate:
            case "conversation":
                id_ = ConversationId(UUID(fact.subject.id))
                state = conversations.evolve(self.conversation(id_), recorded)
                self.conversations[id_] = state
            case "client":
                card = ClientId(UUID(fact.subject.id))
                self.clients[card] = clients.evolve(self.client(card), recorded)
            case "confirmation":
                self.confirmations.lately.add(IdentityId(UUID(fact.subject.id)))
            case _:
                self.interest.learn(recorded)
        self._register(fact.event)

    def _register(self, event: Event) -> None:
        match event:
            case (
                MessageEdited()
                | MessageBounced()
                | InboundSetAside()
                | FormReceived()
                | CallReported()
                | TouchRecorded()
            ):
                self.seen.setdefault(event.key, event.inbound)
            case IdentityClaimed(identity_id=identity):
                self.cards.setdefault(identity, None)
            case ClientRegistered() | IdentityLinked():
                self.cards[event.identity_id] = event.client_id
            case ClientMerged(client_id=into, identities=moved):
                self.cards.update(dict.fromkeys(moved, into))
            case MessageReceived():
                self.seen.setdefault(event.key, event.inbound)
                self._refer(event)
            case _:
                pass

    def _refer(self, event: MessageReceived) -> None:
        if event.own:
            row = ReferenceRow(event.own, event.message_id, event.conversation_id)
            self.references.setdefault(event.own, row)


@lru_cache(maxsize=8)
def _policy(row: PolicyRow) -> PolicySet:
    """Made once for all messages of a batch."""
    return PolicySet(
        name=row.name,
        calendar=row.calendar,
        steps=row.steps,
        on_duty=row.on_duty,
        spacing_seconds=row.spacing_seconds,
    )
