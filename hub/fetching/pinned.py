"""Connections to addresses that were looked up once and found public, and to no others."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from contracts.errors import Transient
from hub.fetching.addresses import is_public
from hub.fetching.target import Blocked, Target

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The IP addresses of a host; raises OSError where there are none."""

Address = IPv4Address | IPv6Address


async def resolved(host: str, port: int) -> Sequence[str]:
    """What the machine's resolver says."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def addresses_of(target: Target, resolve: Resolve, *, loopback: bool) -> Sequence[Address]:
    """Where the target is. One address that is not public is enough to refuse them all.

    Raises:
        Blocked: it leads, or could lead, inside. `loopback`: to this very machine is allowed.
        Transient: nobody knows the host at the moment.
    """
    try:
        found = [ipaddress.ip_address(one) for one in await resolve(target.host, target.port)]
    except UnicodeError as error:
        raise Blocked("its host has no name") from error
    except ValueError as error:
        raise Blocked("its host has no address that can be read") from error
    except OSError as error:
        raise Transient("its host is not known at the moment") from error
    if not found:
        raise Transient("its host has no address at the moment")
    allowed = all(is_public(one) or (loopback and one.is_loopback) for one in found)
    if not allowed or (target.scheme == "http" and not all(one.is_loopback for one in found)):
        raise Blocked("its host is not on the public Internet")
    return found


def connector(
    target: Target, addresses: Sequence[Address], tls: ssl.SSLContext | None
) -> aiohttp.TCPConnector:
    """Connects to these addresses only, whatever the HTTP client may think of the host's name."""
    return aiohttp.TCPConnector(
        resolver=_Pinned(target.host, addresses),
        use_dns_cache=False,
        ssl=tls or True,
        force_close=True,
        socket_factory=partial(_socket, frozenset(addresses)),
    )


class _Pinned(AbstractResolver):
    """Knows one host."""

    def __init__(self, host: str, addresses: Sequence[Address]) -> None:
        self._host = host
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses that were checked."""
        if host != self._host:
            raise OSError("another host than the one that was checked")
        _ = family
        return [_result(host, port, address) for address in self._addresses]

    async def close(self) -> None:
        """There is nothing to close."""


def _result(host: str, port: int, address: Address) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=str(address),
        port=port,
        family=socket.AF_INET if address.version == 4 else socket.AF_INET6,  # noqa: PLR2004 - IPv4
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )


def _socket(pinned: frozenset[Address], where: tuple[Any, ...]) -> socket.socket:
    """The last gate: a socket for an address that was checked. A name written as a number fails."""
    family, kind, protocol, _, at = where
    try:
        known = ipaddress.ip_address(at[0]) in pinned
    except ValueError:
        known = False
    if not known:
        raise OSError("another address than those that were checked")
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    return made
