"""Whose is it: identities claimed, cards opened, linked and joined by strong evidence."""

from contracts.client import LinkRule, Why
from contracts.errors import Conflict
from contracts.event import Event, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import ClientId, KeyId, derived
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender
from hub.domain import joining
from hub.domain.client import Client
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
    first, *others = sender.identities
    facts: list[Fact] = []
    home = picture.cards.get(first.id)
    if home is None:
        home = _home(picture, arrived, sender)
        facts += _facts(_first_link(picture, home, first, arrived), first)
    for other in others:
        facts += _facts(_bring(picture, home, other, arrived), other)
    return facts


def _home(picture: Picture, arrived: Arrived, sender: Sender) -> ClientId:
    """The card of another address that came along; a new one where none of them is known."""
    known = (picture.cards.get(one.id) for one in sender.identities)
    new = ClientId(derived("client", arrived.key))
    return next((card for card in known if card), new)


def _first_link(
    picture: Picture, home: ClientId, first: Identity, arrived: Arrived
) -> list[OnCard]:
    card = picture.client(home)
    if card.client_id is None:
        why = Why(rule=LinkRule.FIRST_CONTACT, evidence=arrived.key, by="capture")
        return joining.register(home, first.id, first.name, why)
    return joining.link(card, first.id, _evidence(arrived))


def _bring(picture: Picture, home: ClientId, other: Identity, arrived: Arrived) -> list[OnCard]:
    """Strong evidence links by itself, unless a person said that these are two people."""
    there = picture.cards.get(other.id)
    if there == home:
        return []
    mine = _as_decided(picture.client(home), home)
    if there is None:
        return joining.link(mine, other.id, _evidence(arrived))
    merge = derived("merge", arrived.key, there)
    theirs = picture.client(there)
    try:
        return joining.merge(mine, theirs, merge, picture.never, _evidence(arrived))
    except Conflict:
        return []


def _as_decided(card: Client, id_: ClientId) -> Client:
    """A card that this very inbound opens is not in the picture yet."""
    return card if card.client_id else Client(client_id=id_)


def _evidence(arrived: Arrived) -> Why:
    return Why(rule=LinkRule.SAME_INBOUND, evidence=arrived.key, by="capture")


def _facts(decided: list[tuple[ClientId, Event]], identity: Identity) -> list[Fact]:
    return [
        Fact(Subject("client", str(card)), event, KeyId(identity.id)) for card, event in decided
    ]
