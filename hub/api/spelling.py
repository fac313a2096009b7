"""Spelling: the identities that an address may mean, of whatever kind it is."""

from contracts.ids import IdentityId
from contracts.inbound import Address, AddressKind
from hub.domain.identity import identity_of
from hub.house import House


def spelled(house: House, value: str) -> set[IdentityId]:
    """The identities that this may mean: the hub does not ask of what kind it is."""
    digest, region = house.secret.digest, house.settings.phone_region
    addresses = (Address(kind=kind, value=value) for kind in AddressKind)
    found = (identity_of(address, digest, region) for address in addresses)
    return {identity.id for identity in found if identity}
