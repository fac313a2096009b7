"""Clients: a card is a connected set of identities; joining and parting only moves identities."""

from enum import StrEnum
from uuid import UUID

from contracts.event import Event, Personal
from contracts.ids import ClientId, IdentityId
from contracts.inbound import Frozen


class LinkRule(StrEnum):
    """Why identities stand on one card."""

    FIRST_CONTACT = "first_contact"
    """The identity was new, and so is the card."""
    SAME_INBOUND = "same_inbound"
    """One message carried both addresses, and the provider vouched for both."""
    BY_HAND = "by_hand"
    """A person said so."""


class Why(Frozen):
    """The reason of a link: the rule, its version, what was seen, and who decided."""

    rule: LinkRule
    version: int = 1
    evidence: str | None = None
    """The id of the inbound or the words of the person; never an address."""
    by: str


class ClientRegistered(Event, name="client.registered"):
    """A card was opened for an identity that is on none."""

    client_id: ClientId
    identity_id: IdentityId
    name: Personal[str] = None
    why: Why


class ClientRenamed(Event, name="client.renamed"):
    """A person wrote another name on the card."""

    client_id: ClientId
    name: Personal[str] = None


class ClientDescribed(Event, name="client.described"):
    """A person wrote down something about the client; without a value it was taken back.

    It belongs to an identity, as everything does: an un-merge gives each card its own back.
    """

    client_id: ClientId
    identity_id: IdentityId
    attribute: str
    value: Personal[str] = None


class IdentityLinked(Event, name="identity.linked"):
    """An identity came onto this card."""

    client_id: ClientId
    identity_id: IdentityId
    why: Why


class IdentityUnlinked(Event, name="identity.unlinked"):
    """An identity left this card, for one of its own."""

    client_id: ClientId
    identity_id: IdentityId
    to_client_id: ClientId
    why: Why


class IdentityNeverLinked(Event, name="identity.never_linked"):
    """These two identities are different people, whatever a rule may think."""

    client_id: ClientId
    identity_id: IdentityId
    other_identity_id: IdentityId
    why: Why


class ClientMerged(Event, name="client.merged"):
    """This card took over all identities of another one."""

    client_id: ClientId
    absorbed_id: ClientId
    merge_id: UUID
    identities: tuple[IdentityId, ...]
    """Those that moved."""
    why: Why


class ClientAbsorbed(Event, name="client.absorbed"):
    """The other side of `client.merged`, on the card that was emptied."""

    client_id: ClientId
    into_id: ClientId
    merge_id: UUID


class ClientUnmerged(Event, name="client.unmerged"):
    """A merge was undone: the identities that had moved went back, with all they had said since."""

    client_id: ClientId
    restored_id: ClientId
    merge_id: UUID
    identities: tuple[IdentityId, ...]
    why: Why


class ClientRestored(Event, name="client.restored"):
    """The other side of `client.unmerged`, on the card that stands again."""

    client_id: ClientId
    merge_id: UUID
    identities: tuple[IdentityId, ...]
