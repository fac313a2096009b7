"""Ports on the loopback that nobody listens on."""

import secrets
import socket

LOOPBACK = "127.0.0.1"

# Below what the kernel gives to outgoing connections (from 32768 on Linux): a client that tries
# to reconnect to a silent port of that range can end up connected to itself, and keep the port.
_RANGE = range(20_000, 32_000)


def free_port() -> int:
    """A port nobody listens on at this moment."""
    candidates = secrets.SystemRandom().sample(_RANGE, len(_RANGE))
    return next(port for port in candidates if is_free(port))


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return _binds(probe, port)


def _binds(probe: socket.socket, port: int) -> bool:
    try:
        probe.bind((LOOPBACK, port))
    except OSError:
        return False
    return True
