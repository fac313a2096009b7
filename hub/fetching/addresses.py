"""Which IP addresses are public: only to those is anything ever connected.

What a transition mechanism carries inside counts as what it leads to. Source: the special-purpose
address registries of the IANA (RFC 6890 and what followed).
"""

import ipaddress
from ipaddress import IPv4Address, IPv6Address

_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # IETF's own, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
_REFUSED_4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "192.0.0.0/24",  # IETF's own
        "192.88.99.0/24",  # relays of 6to4
    )
)
_ISATAP = (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the Internet could be reached at this address."""
    if isinstance(address, IPv4Address):
        return _is_public_4(address)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return _is_public_4(IPv4Address(address.packed[12:]))
    return _is_public_6(address)


def _is_public_4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not special and not any(address in one for one in _REFUSED_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address not in _UNICAST or address.packed[8:12] in _ISATAP:
        return False
    return address.is_global and not any(address in one for one in _REFUSED_6)
