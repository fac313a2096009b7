"""A card: the identities that stand on it, and what may be done with them."""

from dataclasses import dataclass, field, replace
from typing import Annotated
from uuid import UUID

from contracts.client import (
    ClientAbsorbed,
    ClientMerged,
    ClientRegistered,
    ClientRenamed,
    ClientRestored,
    ClientUnmerged,
    IdentityLinked,
    IdentityUnlinked,
)
from contracts.errors import NotFound
from contracts.event import Event, Recorded
from contracts.ids import ClientId, IdentityId
from hub.domain.stored import IN_ORDER


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that can be undone: what it took, and from whom."""

    absorbed_id: ClientId
    identities: tuple[IdentityId, ...]


@dataclass(frozen=True, slots=True)
class Client:
    """`absorbed_into` names the card that took this one over, for as long as it has it."""

    client_id: ClientId | None = None
    identities: Annotated[frozenset[IdentityId], IN_ORDER] = frozenset()
    absorbed_into: ClientId | None = None
    merges: dict[UUID, Merge] = field(default_factory=dict)

    @property
    def known_id(self) -> ClientId:
        """The card's id.

        Raises:
            NotFound: there is no such card.
        """
        if self.client_id is None:
            raise NotFound("there is no such client")
        return self.client_id


def evolve(state: Client, recorded: Recorded[Event]) -> Client:
    """What an event makes of the card."""
    match recorded.event:
        case ClientRegistered(client_id=id_, identity_id=identity):
            return replace(state, client_id=id_, identities=state.identities | {identity})
        case IdentityLinked(identity_id=identity):
            return replace(state, identities=state.identities | {identity})
        case IdentityUnlinked(client_id=from_, identity_id=identity, to_client_id=to):
            return _unlinked(state, from_, identity, to)
        case ClientMerged(merge_id=merge, absorbed_id=absorbed, identities=identities):
            return replace(
                state,
                identities=state.identities | set(identities),
                merges={**state.merges, merge: Merge(absorbed, identities)},
            )
        case ClientAbsorbed(into_id=into):
            return replace(state, identities=frozenset(), absorbed_into=into)
        case ClientUnmerged(merge_id=merge, identities=identities):
            return replace(
                state,
                identities=state.identities - set(identities),
                merges={id_: one for id_, one in state.merges.items() if id_ != merge},
            )
        case ClientRestored(identities=identities):
            return replace(state, identities=frozenset(identities), absorbed_into=None)
        case ClientRenamed() | _:
            return state


def _unlinked(state: Client, from_: ClientId, identity: IdentityId, to: ClientId) -> Client:
    """The event stands on both cards: one loses the identity, the other begins with it."""
    if state.client_id == from_:
        return replace(state, identities=state.identities - {identity})
    return replace(state, client_id=to, identities=state.identities | {identity})
