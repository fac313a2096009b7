"""Where a URL leads: read once, strictly, so that nobody can read it differently later."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

from contracts.errors import Refused

_HTTPS_PORT, _HTTP_PORT = 443, 80
_LONGEST = 4096
_NAME = re.compile(r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9-]{1,63}")
_NUMBER = re.compile(r"(^|\.)([0-9]+|0x[0-9a-f]*)$")
"""Resolvers take such an end for a number: 2130706433, 127.1, 0x7f.1, octal with a leading zero."""

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_SAFE = "/:@!$&'()*+,;=~%-._"


class Blocked(Refused):
    """The guard does not let this be fetched."""


@dataclass(frozen=True)
class Target:
    """A URL that may be asked for, if its addresses are public. `path` holds the query as well."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Whom credentials belong to."""
        return self.scheme, self.host, self.port

    @property
    def url(self) -> str:
        """The URL, written in the one way."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = _HTTPS_PORT if self.scheme == "https" else _HTTP_PORT
        return f"{self.scheme}://{host}{'' if self.port == usual else f':{self.port}'}{self.path}"


def target_of(url: str, hosts: Collection[str], *, plain: bool = False) -> Target:
    """The target, if its host is one of these. `plain`: http will do.

    A host is listed as `name`, `name:port` (443 else), or `.domain` for all that is below it.

    Raises:
        Blocked: it is not to be fetched; the message says why, never what the URL was.
    """
    parts = _split(url)
    if parts.scheme != "https" and not (plain and parts.scheme == "http"):
        raise Blocked("only https is fetched")
    if "@" in parts.netloc:
        raise Blocked("an address with a user in it is not fetched")
    usual = _HTTPS_PORT if parts.scheme == "https" else _HTTP_PORT
    target = Target(parts.scheme, _host(parts), _port(parts) or usual, _path(parts))
    if not any(_is_listed(target, listed.lower()) for listed in hosts):
        raise Blocked("its host is not one of those that are allowed")
    return target


def _split(url: str) -> SplitResult:
    if len(url) > _LONGEST or _FORBIDDEN.search(url):
        raise Blocked("it is no address")
    try:
        return urlsplit(url)
    except ValueError as error:
        raise Blocked("it is no address") from error


def _host(parts: SplitResult) -> str:
    """The host in ASCII, in small letters, without the dot of the root."""
    host = parts.hostname or ""
    if ":" in host:
        return _ipv6(host)
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise Blocked("its host has no name") from error
    if not _NAME.fullmatch(name) or (_NUMBER.search(name) and not _is_ipv4(name)):
        raise Blocked("its host has no name")
    return name


def _is_ipv4(name: str) -> bool:
    try:
        IPv4Address(name)
    except ValueError:
        return False
    return True


def _ipv6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except ValueError as error:
        raise Blocked("its host has no name") from error
    if address.scope_id is not None:
        raise Blocked("its host is of this machine's neighbourhood")
    return str(address)


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise Blocked("its port is no number") from error


def _path(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
    return quote(parts.path or "/", safe=_SAFE) + query


def _is_listed(target: Target, listed: str) -> bool:
    name, colon, port = listed.rpartition(":")
    if not (colon and port.isdigit()):
        name, port = listed, str(_HTTPS_PORT)
    if target.port != int(port):
        return False
    name = name.strip("[]")
    return target.host == name or (name.startswith(".") and target.host.endswith(name))
