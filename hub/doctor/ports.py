"""Ports: what the hub would listen on is free, or it is the hub that listens."""

import socket
from collections.abc import Sequence
from enum import StrEnum

import aiohttp

from hub.doctor.finding import Finding, ok, trouble
from hub.doctor.patient import Patient
from hub.doctor.presence import Presence
from hub.engines.folder import DataFolder
from hub.settings import Settings

_SECONDS = 3.0
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - what such a server is asked by


_WORDS = frozenset({"status", "ready"})
"""What a hub says of its health: the API the one, the port of health and metrics the other."""


class Door(StrEnum):
    """Who is behind a port."""

    FREE = "free"
    OURS = "ours"
    STRANGER = "stranger"
    CLOSED = "closed"
    """We may not listen there: the address is another machine's, or the port is root's."""


async def ports(patient: Patient) -> Sequence[Finding]:
    """The API's port, and that of health and metrics where it has one."""
    settings, presence = patient.settings, patient.presence
    noted = _as_noted(settings) if presence is Presence.HERE else settings
    found = [await _port("API", noted.api_host, noted.api_port, "/health", presence)]
    if settings.ops_port is not None:
        where = (settings.ops_host, settings.ops_port, "/health/ready")
        found.append(await _port("OPS", *where, presence))
    return found


def _as_noted(settings: Settings) -> Settings:
    """With the address that `omnihub up` noted."""
    noted = DataFolder(settings.data).recall("api")
    known = {f"api_{key}": noted[key] for key in ("host", "port") if key in noted}
    return settings.model_copy(update=known)


async def _port(name: str, host: str, port: int, path: str, presence: Presence) -> Finding:
    if port == 0:
        return ok(f"The port of {name} is any that is free.")
    return port_is(name, f"{host}:{port}", await _behind(host, port, path), presence)


def port_is(name: str, address: str, door: Door, presence: Presence) -> Finding:
    """A judgement over a port."""
    variables = f"OMNIHUB_{name}_HOST and OMNIHUB_{name}_PORT"
    match door, presence:
        case Door.FREE, Presence.HERE:
            return trouble(
                f"The hub runs, and nobody listens on {address} ({name}).",
                "See what the hub logs; start it again if it stays so.",
            )
        case Door.FREE, _:
            return ok(f"{address} is free for {name}.")
        case Door.OURS, (Presence.HERE | Presence.ELSEWHERE):
            return ok(f"A hub listens on {address} ({name}).")
        case Door.OURS, _:
            return trouble(
                f"Another hub listens on {address} ({name}).",
                f"Stop that one, or choose another address with {variables}.",
            )
        case Door.STRANGER, _:
            return trouble(
                f"Another program listens on {address} ({name}).",
                f"End that program, or choose another address with {variables}.",
            )
        case Door.CLOSED, _:
            return trouble(
                f"Nobody here may listen on {address} ({name}).",
                f"Choose an address of this machine and a port from 1024 on with {variables}.",
            )


async def _behind(host: str, port: int, path: str) -> Door:
    closed = _binds(host, port)
    if closed is None:
        return Door.FREE
    if await _is_ours(_ANY.get(host, host), port, path):
        return Door.OURS
    return Door.STRANGER if _somebody(_ANY.get(host, host), port) else Door.CLOSED


def _binds(host: str, port: int) -> OSError | None:
    try:
        with socket.socket(_family(host)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return error
    return None


def _somebody(host: str, port: int) -> bool:
    with socket.socket(_family(host)) as probe:
        probe.settimeout(_SECONDS)
        return probe.connect_ex((host, port)) == 0


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


async def _is_ours(host: str, port: int, path: str) -> bool:
    address = f"[{host}]" if ":" in host else host
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as http,
            http.get(f"http://{address}:{port}{path}") as answer,
        ):
            return not _WORDS.isdisjoint(await answer.json(content_type=None))
    except (aiohttp.ClientError, OSError, ValueError, TypeError):
        return False
