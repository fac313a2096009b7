"""Whose is it: identities claimed, cards opened, linked and joined by strong evidence."""

from collections.abc import Iterator
from functools import reduce

from contracts.client import LinkRule, Why
from contracts.errors import Conflict
from contracts.event import Event, Recorded, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import ClientId, EventId, KeyId, derived
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender
from hub.domain import joining
from hub.domain.client import Client, evolve
from hub.domain.identity import Identity
from hub.domain.joining import OnCard
from hub.log.inbounds import Arrived


def card_facts(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    """Claim what is new, and bring everything the provider vouches for onto one card."""
    claims = [_claim(one) for one in sender.identities if one.id not in picture.cards]
    return claims + _joined(picture, arrived, sender)


def _claim(identity: Identity) -> Fact:
    event = IdentityClaimed(
        identity_id=identity.id, kind=identity.kind, value=identity.value, name=identity.name
    )
    return Fact(Subject("identity", str(identity.id)), event, KeyId(identity.id))


def _joined(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    """One identity after the other, each decided on the card as the ones before it left it."""
    home = picture.cards.get(sender.identities[0].id) or _home(picture, arrived, sender)
    card = picture.client(home)
    facts: list[Fact] = []
    for identity in sender.identities:
        decided = _bring(picture, card, home, identity, arrived)
        facts += [
            Fact(Subject("client", str(where)), event, KeyId(identity.id))
            for where, event in decided
        ]
        card = reduce(evolve, _recorded(arrived, home, decided), card)
    return facts


def _home(picture: Picture, arrived: Arrived, sender: Sender) -> ClientId:
    """The card of another address that came along; a new one where none of them is known."""
    known = (picture.cards.get(one.id) for one in sender.identities)
    new = ClientId(derived("client", arrived.key))
    return next((card for card in known if card), new)


def _bring(
    picture: Picture, card: Client, home: ClientId, one: Identity, arrived: Arrived
) -> list[OnCard]:
    """Strong evidence links by itself, unless a person said that these are two people."""
    there = picture.cards.get(one.id)
    if there == home or one.id in card.identities:
        return []
    if card.client_id is None:
        why = Why(rule=LinkRule.FIRST_CONTACT, evidence=arrived.key, by="capture")
        return joining.register(home, one.id, one.name, why)
    why = Why(rule=LinkRule.SAME_INBOUND, evidence=arrived.key, by="capture")
    if there is None:
        return joining.link(card, one.id, why)
    merge = derived("merge", arrived.key, there)
    try:
        return joining.merge(card, picture.client(there), merge, picture.never, why)
    except Conflict:
        return []


def _recorded(arrived: Arrived, home: ClientId, decided: list[OnCard]) -> Iterator[Recorded[Event]]:
    """What was decided about the home card, as its fold takes it."""
    subject = Subject("client", str(home))
    id_ = EventId(derived("capture", arrived.seq))
    for where, event in decided:
        if where == home:
            yield Recorded(arrived.seq, id_, subject, arrived.at, "capture", event)
