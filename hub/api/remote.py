"""Who called: the peer, or whom a reverse proxy that we trust says it speaks for."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network
_Ip = IPv4Address | IPv6Address


def remote_address(peer: str | None, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The caller's IP address; empty where the peer has none.

    `forwarded` are the X-Forwarded-For headers. Each proxy adds, on the right, the address that it
    was called from: the right-most that is no proxy of ours is the caller, and what stands left of
    it anybody can have written.
    """
    here = _ip(peer or "")
    if here is None:
        return peer or ""
    chain = [part for header in forwarded for part in header.split(",")]
    while _is_trusted(here, trusted) and chain:
        said = _ip(chain.pop())
        if said is None:
            break
        here = said
    return str(here)


def _is_trusted(address: _Ip, trusted: Sequence[Network]) -> bool:
    return any(address in network for network in trusted)


def _ip(text: str) -> _Ip | None:
    """The address; one of IPv4 that is written as IPv6 is one of IPv4."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
