"""A company at random, as events; and who reaches what of it, by the words of the decision."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from contracts.call import CallReported
from contracts.client import (
    ClientAbsorbed,
    ClientMerged,
    ClientRegistered,
    ClientRestored,
    ClientUnmerged,
    LinkRule,
    Why,
)
from contracts.conversation import ConversationAssigned, ConversationOpened, NoteAdded
from contracts.event import Event, Recorded, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import (
    CallId,
    ClientId,
    ConversationId,
    EmployeeId,
    IdentityId,
    LeadId,
    MessageId,
    TaskId,
    derived,
)
from contracts.inbound import AddressKind, CallPhase, Direction
from contracts.lead import LeadAssigned, LeadAttached, LeadOpened
from contracts.task import TaskAssigned, TaskOpened
from tests.examples import ANNA, DARIA, GLEB, NOON, recorded

_WHY = Why(rule=LinkRule.BY_HAND, by="test")
_WHERE: dict[str, Any] = {"channel": "telegram", "account": "shop"}
_PEOPLE = (None, ANNA, GLEB, DARIA)


@dataclass
class Company:
    """`happens` draws what is next; the rest is what came of it."""

    random: Random
    cards: dict[IdentityId, ClientId] = field(default_factory=dict)
    stands: dict[UUID, IdentityId] = field(default_factory=dict)
    given: dict[UUID, tuple[UUID, EmployeeId | None]] = field(default_factory=dict)
    mentioned: set[tuple[UUID, EmployeeId]] = field(default_factory=set)
    leads: list[LeadId] = field(default_factory=list)
    talks: list[ConversationId] = field(default_factory=list)
    calls: list[tuple[CallId, IdentityId | None]] = field(default_factory=list)
    tasks: dict[TaskId, LeadId | IdentityId | None] = field(default_factory=dict)
    merges: list[tuple[ClientMerged, ClientAbsorbed]] = field(default_factory=list)
    told: int = 0

    def happens(self, steps: int) -> Iterator[Recorded[Event]]:
        """So many things, an event or two each; first some clients."""
        kinds = (self._opens, self._opens, self._opens, self._gives, self._gives, self._moves)
        for step in range(steps):
            kind = self._arrives if step < 4 else self.random.choice((*kinds, self._arrives))
            for aggregate, id_, event in kind(step):
                self.told += 1
                at = NOON + timedelta(minutes=self.told)
                yield recorded(event, self.told, at, Subject(aggregate, str(id_)))

    def reached(self, whom: EmployeeId, identity: IdentityId | None) -> bool:
        """Who holds anything on a card reaches all of it; what nobody holds is everybody's."""
        if identity is None:
            return True
        card = self.cards[identity]
        on = {thing for thing, stands in self.stands.items() if self.cards[stands] == card}
        given = {holder for thing, holder in self.given.values() if thing in on and holder}
        return not given or whom in given or any((thing, whom) in self.mentioned for thing in on)

    def _arrives(self, step: int) -> list[Any]:
        identity, card = IdentityId(derived("identity", step)), ClientId(derived("card", step))
        self.cards[identity] = card
        claimed = IdentityClaimed(identity_id=identity, kind=AddressKind.PHONE, value=f"+{step}")
        new = ClientRegistered(client_id=card, identity_id=identity, why=_WHY)
        return [("identity", identity, claimed), ("client", card, new)]

    def _opens(self, step: int) -> list[Any]:
        identity = self.random.choice(sorted(self.cards))
        kinds = (self._talk, self._lead, self._call, self._task)
        return self.random.choice(kinds)(step, identity)

    def _talk(self, step: int, identity: IdentityId) -> list[Any]:
        id_ = ConversationId(derived("talk", step))
        self.talks.append(id_)
        self.stands[id_] = identity
        event = ConversationOpened(conversation_id=id_, identity_id=identity, **_WHERE)
        return [("conversation", id_, event)]

    def _lead(self, step: int, identity: IdentityId) -> list[Any]:
        id_ = LeadId(derived("lead", step))
        self.leads.append(id_)
        self.stands[id_] = identity
        return [("lead", id_, LeadOpened(lead_id=id_, identity_id=identity, **_WHERE))]

    def _call(self, step: int, identity: IdentityId) -> list[Any]:
        id_, whose = CallId(derived("call", step)), self.random.choice((identity, None))
        self.calls.append((id_, whose))
        event = CallReported(
            call_id=id_,
            identity_id=whose,
            inbound=step,
            key=str(step),
            phase=CallPhase.ENDED,
            direction=Direction.IN,
            at=NOON,
            **_WHERE,
        )
        return [("call", id_, event)]

    def _task(self, step: int, identity: IdentityId) -> list[Any]:
        id_, whom = TaskId(derived("task", step)), self.random.choice(_PEOPLE)
        about = self.random.choice((identity, None, *self.leads[-1:]))
        lead = LeadId(about) if about in self.leads else None
        person = IdentityId(about) if about and not lead else None
        self.tasks[id_] = about
        if person:
            self.stands[id_] = person
        self.given[id_] = (lead or id_, whom)
        event = TaskOpened(task_id=id_, assignee_id=whom, lead_id=lead, identity_id=person)
        return [("task", id_, event)]

    def _gives(self, step: int) -> list[Any]:
        whom = self.random.choice(_PEOPLE)
        if not (things := [*self.talks, *self.leads, *self.tasks]):
            return []
        thing = self.random.choice(things)
        if thing in self.tasks:
            self.given[thing] = (self.given[thing][0], whom)
            return [("task", thing, TaskAssigned(task_id=TaskId(thing), employee_id=whom))]
        if thing in self.talks and whom and self.random.random() < 0.3:
            return self._mentions(step, ConversationId(thing), whom)
        self.given[thing] = (thing, whom)
        if thing in self.leads:
            return [("lead", thing, LeadAssigned(lead_id=LeadId(thing), employee_id=whom))]
        talk = ConversationId(thing)
        event = ConversationAssigned(conversation_id=talk, employee_id=whom)
        return [("conversation", thing, event)]

    def _mentions(self, step: int, talk: ConversationId, whom: EmployeeId) -> list[Any]:
        self.mentioned.add((talk, whom))
        note = MessageId(derived("note", step))
        event = NoteAdded(conversation_id=talk, message_id=note, mentions=(whom,))
        return [("conversation", talk, event)]

    def _moves(self, step: int) -> list[Any]:
        kinds = (self._merges, self._merges, self._parts, self._attaches)
        return self.random.choice(kinds)(step)

    def _merges(self, step: int) -> list[Any]:
        cards = sorted(set(self.cards.values()))
        if len(cards) < 2:
            return []
        card, other = self.random.sample(cards, 2)
        moved = tuple(sorted(one for one, on in self.cards.items() if on == other))
        id_ = derived("merge", step)
        event = ClientMerged(
            client_id=card, absorbed_id=other, merge_id=id_, identities=moved, why=_WHY
        )
        gone = ClientAbsorbed(client_id=other, into_id=card, merge_id=id_)
        self.cards |= dict.fromkeys(moved, card)
        self.merges.append((event, gone))
        return [("client", card, event), ("client", other, gone)]

    def _parts(self, _: int) -> list[Any]:
        """The last merge is undone."""
        if not self.merges:
            return []
        merge, _gone = self.merges.pop()
        same: dict[str, Any] = {"merge_id": merge.merge_id, "identities": merge.identities}
        event = ClientUnmerged(
            client_id=merge.client_id, restored_id=merge.absorbed_id, why=_WHY, **same
        )
        back = ClientRestored(client_id=merge.absorbed_id, **same)
        self.cards |= dict.fromkeys(merge.identities, merge.absorbed_id)
        return [("client", merge.client_id, event), ("client", merge.absorbed_id, back)]

    def _attaches(self, _: int) -> list[Any]:
        if not self.leads:
            return []
        lead, identity = self.random.choice(self.leads), self.random.choice(sorted(self.cards))
        self.stands[lead] = identity
        return [("lead", lead, LeadAttached(lead_id=lead, identity_id=identity, by="test"))]
