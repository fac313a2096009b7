"""Joining and parting cards: a decision has both in hand, and its facts move identities."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from contracts.client import (
    ClientAbsorbed,
    ClientMerged,
    ClientRegistered,
    ClientRestored,
    ClientUnmerged,
    IdentityLinked,
    IdentityNeverLinked,
    IdentityUnlinked,
    Why,
)
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event
from contracts.ids import ClientId, IdentityId
from hub.domain.client import Client

Pairs = Collection[frozenset[IdentityId]]
"""Identities that are different people, whatever a rule may think."""

OnCard = tuple[ClientId, Event]
"""A fact, and the card whose history it belongs to."""


def never_together(one: Client, other: Client, never: Pairs) -> bool:
    """Whether somebody said that these cards are not one person."""
    return any(
        frozenset({mine, theirs}) in never for mine in one.identities for theirs in other.identities
    )


def merge(into: Client, other: Client, merge_id: UUID, never: Pairs, why: Why) -> list[OnCard]:
    """Move every identity of `other` onto `into`.

    Raises:
        Conflict: a card is absorbed already, or somebody said that they are different people.
        Invalid: both are the same card.
    """
    if merge_id in into.merges:
        return []
    if into.known_id == other.known_id:
        raise Invalid("a card cannot be merged with itself", field="other")
    _refuse_absorbed(into, other)
    if never_together(into, other, never):
        raise Conflict("somebody said that these are different people")
    moved = tuple(sorted(other.identities))
    return [
        (
            into.known_id,
            ClientMerged(
                client_id=into.known_id,
                absorbed_id=other.known_id,
                merge_id=merge_id,
                identities=moved,
                why=why,
            ),
        ),
        (
            other.known_id,
            ClientAbsorbed(client_id=other.known_id, into_id=into.known_id, merge_id=merge_id),
        ),
    ]


def _refuse_absorbed(*clients: Client) -> None:
    for client in clients:
        if client.absorbed_into is not None:
            raise Conflict("this card was merged into another one; open that one")


def unmerge(card: Client, merge_id: UUID, why: Why) -> list[OnCard]:
    """Give back what a merge had moved and that is still here.

    Raises:
        NotFound: no such merge stands on this card.
        Conflict: another card has taken this one over: that is to be undone first.
    """
    done = card.merges.get(merge_id)
    if done is None:
        raise NotFound("there is no such merge on this card, or it was undone already")
    _refuse_absorbed(card)
    back = tuple(identity for identity in done.identities if identity in card.identities)
    return [
        (
            card.known_id,
            ClientUnmerged(
                client_id=card.known_id,
                restored_id=done.absorbed_id,
                merge_id=merge_id,
                identities=back,
                why=why,
            ),
        ),
        (
            done.absorbed_id,
            ClientRestored(client_id=done.absorbed_id, merge_id=merge_id, identities=back),
        ),
    ]


def register(client_id: ClientId, identity: IdentityId, name: str | None, why: Why) -> list[OnCard]:
    """A card for an identity that is on none."""
    event = ClientRegistered(client_id=client_id, identity_id=identity, name=name, why=why)
    return [(client_id, event)]


def link(card: Client, identity: IdentityId, why: Why) -> list[OnCard]:
    """Put an identity that is on no card onto this one."""
    if identity in card.identities:
        return []
    _refuse_absorbed(card)
    event = IdentityLinked(client_id=card.known_id, identity_id=identity, why=why)
    return [(card.known_id, event)]


def unlink(card: Client, identity: IdentityId, to: ClientId, why: Why) -> list[OnCard]:
    """Take an identity off this card, onto a new one.

    Raises:
        NotFound: it is not on this card.
        Conflict: it is the only one, so there is nothing to part.
    """
    if identity not in card.identities:
        raise NotFound("this identity is not on this card")
    if len(card.identities) == 1:
        raise Conflict("the only identity of a card cannot be taken off it")
    event = IdentityUnlinked(
        client_id=card.known_id, identity_id=identity, to_client_id=to, why=why
    )
    return [(card.known_id, event), (to, event)]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two identities, and the cards they stand on now."""

    identity: IdentityId
    card: Client
    other: IdentityId
    other_card: Client


def never_link(apart: Apart, why: Why) -> list[OnCard]:
    """Say that two identities are different people. They have to stand on two cards already.

    Raises:
        Conflict: they are on one card: unlink first.
    """
    one, other = apart.card.known_id, apart.other_card.known_id
    if one == other:
        raise Conflict("both are on one card: take one of them off it first")
    event = IdentityNeverLinked(
        client_id=one, identity_id=apart.identity, other_identity_id=apart.other, why=why
    )
    return [(one, event), (other, event)]
