"""Counting attempts: by login and by address, and apart for a device that is known.

Whoever is attacked is not locked out: the browser in which they signed in before has a count of its
own (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"), no pause is longer than a
quarter of an hour, and a reset by an administrator asks for no password.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from ipaddress import IPv6Address, ip_address, ip_network
from uuid import UUID

from contracts.errors import TooOften
from hub.house import House
from hub.vault.attempts import BackOff
from hub.vault.credentials import login_of

_LONGEST = timedelta(minutes=15)
OF_LOGIN = BackOff(free=5, first=timedelta(seconds=30), longest=_LONGEST)
OF_ADDRESS = BackOff(free=15, first=timedelta(seconds=60), longest=_LONGEST)
"""An office has one address: what was right does not count."""
_NETWORK_V6 = 64


@dataclass(frozen=True, slots=True)
class Caller:
    """Who tries: their IP address, and the mark of their device, if it has one."""

    address: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """What one attempt counts for."""

    key: bytes
    back_off: BackOff


def counters(house: House, login: str, caller: Caller) -> Sequence[Counter]:
    """Those of this attempt; the first is the login's, or the known device's alone."""
    login = login_of(login)
    if caller.mark and _is_known(house, login, caller.mark):
        return [Counter(_key(house, "device", caller.mark), OF_LOGIN)]
    address = Counter(_key(house, "address", _network(caller.address)), OF_ADDRESS)
    return [Counter(of_login(house, login), OF_LOGIN), address]


def of_login(house: House, login: str) -> bytes:
    """The key under which attempts at a login are counted."""
    return _key(house, "login", login_of(login))


def of_link(house: House, link: UUID) -> Sequence[Counter]:
    """What codes count for that are said with a link."""
    return [Counter(_key(house, "link", str(link)), OF_LOGIN)]


async def begin(house: House, counted: Sequence[Counter]) -> None:
    """Count an attempt as failed before anything is looked at.

    Raises:
        TooOften: there were too many.
    """
    for number, counter in enumerate(counted):
        until = await house.signin.attempts.begin(counter.key, counter.back_off)
        if until is not None:
            await take_back(house, counted[:number])
            seconds = (until - house.clock()).total_seconds()
            raise TooOften("too many attempts; wait, and then try again", retry_after=seconds)


async def take_back(house: House, counted: Sequence[Counter]) -> None:
    """It was none."""
    for counter in counted:
        await house.signin.attempts.take_back(counter.key)


async def succeeded(house: House, counted: Sequence[Counter]) -> None:
    """Whoever it was knew it: of theirs nothing counts, of their address all but this one."""
    first, *others = counted
    await house.signin.attempts.clear(first.key)
    await take_back(house, others)
    await house.signin.attempts.sweep()


def new_mark(house: House, login: str) -> str:
    """A mark for a device on which somebody has signed in; it opens nothing."""
    nonce = secrets.token_urlsafe(16)
    return f"{nonce}.{_proof(house, login_of(login), nonce)}"


def _is_known(house: House, login: str, mark: str) -> bool:
    nonce, _, proof = mark.partition(".")
    return compare_digest(proof.encode(), _proof(house, login, nonce).encode())


def _proof(house: House, login: str, nonce: str) -> str:
    return house.secret.digest("device", login, nonce)


def _key(house: House, kind: str, word: str) -> bytes:
    return bytes.fromhex(house.secret.digest("attempts", kind, word))


def _network(address: str) -> str:
    """Of IPv6 the network: a single customer has so many addresses."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network((found, _NETWORK_V6), strict=False))
    return str(found)
