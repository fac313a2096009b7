"""Identities: the addresses that people use. An identity's id is a keyed hash of its address."""

from contracts.event import Event, Personal
from contracts.ids import IdentityId
from contracts.inbound import AddressKind


class IdentityClaimed(Event, name="identity.claimed"):
    """An address was seen for the first time; the log arbitrates who came first."""

    identity_id: IdentityId
    kind: AddressKind
    value: Personal[str] = None
    """Normalised: E.164, a lower-case address, a decimal id."""
    name: Personal[str] = None
