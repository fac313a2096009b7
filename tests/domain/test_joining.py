"""Cards joined and parted in any order: every identity is on one card, and on the right one."""

from collections import defaultdict
from functools import reduce
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event, Recorded, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import ClientId, IdentityId, derived
from contracts.inbound import AddressKind
from hub.domain import joining
from hub.domain.client import Client, evolve
from hub.domain.joining import Apart, OnCard
from projections.cards import CARDS, NEVER
from projections.kit import play
from tests.examples import BORIS, BORIS_BY_MAIL, BORIS_CARD, BY_HAND, VERA, VERA_CARD, recorded

MERGE = UUID(int=1)


def card_of(number: int) -> ClientId:
    return ClientId(derived("card", number))


class History:
    """What was decided, as the log would hold it, and the cards that it makes."""

    def __init__(self) -> None:
        self.events: list[Recorded[Event]] = []

    def add(self, decided: list[OnCard]) -> None:
        for card, event in decided:
            subject = Subject("client", str(card))
            self.events.append(recorded(event, len(self.events) + 1, subject=subject))

    def claim(self, identity: IdentityId) -> None:
        event = IdentityClaimed(identity_id=identity, kind=AddressKind.VISITOR, value="?")
        subject = Subject("identity", str(identity))
        self.events.append(recorded(event, len(self.events) + 1, subject=subject))

    def card(self, id_: ClientId) -> Client:
        mine = (e for e in self.events if e.subject == Subject("client", str(id_)))
        return reduce(evolve, mine, Client())

    def on_cards(self) -> dict[IdentityId, ClientId]:
        return {row.identity_id: row.client_id for row in play(CARDS, self.events).values()}


class Cards(RuleBasedStateMachine):
    """A person's clicks at random, held against dictionaries that know no better."""

    def __init__(self) -> None:
        super().__init__()
        self.log = History()
        self.on: dict[IdentityId, ClientId] = {}
        self.absorbed: dict[ClientId, ClientId] = {}
        self.merges: dict[UUID, tuple[ClientId, ClientId, set[IdentityId]]] = {}
        self.never: set[frozenset[IdentityId]] = set()
        self.cards: list[ClientId] = []

    def new_card(self) -> ClientId:
        self.cards.append(card_of(len(self.cards)))
        return self.cards[-1]

    def new_identity(self) -> IdentityId:
        identity = IdentityId(derived("identity", len(self.on)))
        self.log.claim(identity)
        return identity

    @rule()
    def register(self) -> None:
        card, identity = self.new_card(), self.new_identity()
        self.log.add(joining.register(card, identity, None, BY_HAND))
        self.on[identity] = card

    @precondition(lambda self: self.on)
    @rule(data=st.data())
    def link(self, data: st.DataObject) -> None:
        card = data.draw(st.sampled_from(sorted(set(self.on.values()))))
        identity = self.new_identity()
        self.log.add(joining.link(self.log.card(card), identity, BY_HAND))
        self.on[identity] = card

    @precondition(lambda self: self.cards)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        into, other = (data.draw(st.sampled_from(self.cards)) for _ in range(2))
        id_ = derived("merge", len(self.log.events))
        mine = {i for i, card in self.on.items() if card == into}
        moved = {i for i, card in self.on.items() if card == other}
        strangers = any(frozenset({i, j}) in self.never for i in mine for j in moved)
        cards = self.log.card(into), self.log.card(other)
        if into == other or strangers or {into, other} & self.absorbed.keys():
            with pytest.raises((Conflict, Invalid)):
                joining.merge(*cards, id_, self.never, BY_HAND)
            return
        self.log.add(joining.merge(*cards, id_, self.never, BY_HAND))
        self.on |= dict.fromkeys(moved, into)
        self.absorbed[other] = into
        self.merges[id_] = into, other, moved

    @precondition(lambda self: self.merges)
    @rule(data=st.data())
    def unmerge(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(list(self.merges)))
        into, other, moved = self.merges[id_]
        if into in self.absorbed:
            with pytest.raises(Conflict):
                joining.unmerge(self.log.card(into), id_, BY_HAND)
            return
        self.log.add(joining.unmerge(self.log.card(into), id_, BY_HAND))
        self.on |= {i: other for i in moved if self.on[i] == into}
        del self.absorbed[other], self.merges[id_]

    @precondition(lambda self: self.on)
    @rule(data=st.data())
    def unlink(self, data: st.DataObject) -> None:
        identity = data.draw(st.sampled_from(list(self.on)))
        card = self.log.card(self.on[identity])
        if list(self.on.values()).count(self.on[identity]) == 1:
            with pytest.raises(Conflict):
                joining.unlink(card, identity, card_of(-1), BY_HAND)
            return
        to = self.new_card()
        self.log.add(joining.unlink(card, identity, to, BY_HAND))
        self.on[identity] = to

    @precondition(lambda self: self.on)
    @rule(data=st.data())
    def never_link(self, data: st.DataObject) -> None:
        one, other = (data.draw(st.sampled_from(list(self.on))) for _ in range(2))
        cards = self.log.card(self.on[one]), self.log.card(self.on[other])
        apart = Apart(one, cards[0], other, cards[1])
        if self.on[one] == self.on[other]:
            with pytest.raises(Conflict):
                joining.never_link(apart, BY_HAND)
            return
        self.log.add(joining.never_link(apart, BY_HAND))
        self.never.add(frozenset({one, other}))

    @invariant()
    def every_identity_is_on_its_card(self) -> None:
        assert self.log.on_cards() == self.on

    @invariant()
    def every_card_knows_its_identities(self) -> None:
        wanted: dict[ClientId, set[Any]] = defaultdict(set)
        for identity, card in self.on.items():
            wanted[card].add(identity)
        assert {card: set(self.log.card(card).identities) for card in self.cards} == {
            card: wanted[card] for card in self.cards
        }

    @invariant()
    def different_people_are_never_on_one_card(self) -> None:
        rows = play(NEVER, self.log.events).values()
        assert {frozenset({row.one_id, row.other_id}) for row in rows} == self.never
        assert not [pair for pair in self.never if len({self.on[i] for i in pair}) == 1]


TestCards = Cards.TestCase
TestCards.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def joined() -> History:
    """Boris' card has taken over Vera's."""
    log = History()
    for card, identity in ((BORIS_CARD, BORIS), (VERA_CARD, VERA)):
        log.claim(identity)
        log.add(joining.register(card, identity, None, BY_HAND))
    log.add(joining.merge(log.card(BORIS_CARD), log.card(VERA_CARD), MERGE, (), BY_HAND))
    return log


def test_a_merge_that_is_said_twice_is_one() -> None:
    log = joined()

    again = joining.merge(log.card(BORIS_CARD), log.card(VERA_CARD), MERGE, (), BY_HAND)

    assert again == []


def test_a_merge_is_undone_once() -> None:
    log = joined()
    log.add(joining.unmerge(log.card(BORIS_CARD), MERGE, BY_HAND))

    with pytest.raises(NotFound):
        joining.unmerge(log.card(BORIS_CARD), MERGE, BY_HAND)


def test_what_came_onto_the_card_after_the_merge_stays_when_it_is_undone() -> None:
    log = joined()
    log.claim(BORIS_BY_MAIL)
    log.add(joining.link(log.card(BORIS_CARD), BORIS_BY_MAIL, BY_HAND))

    log.add(joining.unmerge(log.card(BORIS_CARD), MERGE, BY_HAND))

    assert log.on_cards() == {BORIS: BORIS_CARD, BORIS_BY_MAIL: BORIS_CARD, VERA: VERA_CARD}


def test_nothing_is_linked_to_a_card_that_another_has_taken_over() -> None:
    with pytest.raises(Conflict):
        joining.link(joined().card(VERA_CARD), BORIS_BY_MAIL, BY_HAND)
