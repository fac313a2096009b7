"""The API's port: free before anything is started, answering when it is told to people."""

import asyncio
import contextlib
import socket

import structlog

from contracts.errors import Misconfigured
from hub.engines.folder import DataFolder
from hub.settings import Settings

_NAME = "api"
_LOOK_SECONDS = 0.05
_PATIENCE_SECONDS = 10.0

log = structlog.get_logger()


def chosen(settings: Settings) -> int:
    """The port to listen on; for 0 one that is free now.

    Raises:
        Misconfigured: it is taken, or the address is not of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.api_host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.api_host, settings.api_port))
        except OSError as error:
            raise Misconfigured(
                f"The API cannot listen on {settings.api_host}:{settings.api_port}: "
                f"{error.strerror}.",
                remedy="Stop what listens there, or choose another port with --port "
                "(OMNIHUB_API_PORT), or another address with OMNIHUB_API_HOST.",
            ) from error
        return int(probe.getsockname()[1])


def note(settings: Settings) -> None:
    """Write down where the API is, for commands that look for it."""
    noted = {"host": settings.api_host, "port": settings.api_port}
    DataFolder(settings.data).note(_NAME, noted)


def as_noted(settings: Settings) -> Settings:
    """The settings with the API's address that `omnihub up` noted, where it did."""
    noted = DataFolder(settings.data).recall(_NAME)
    known = {f"api_{key}": noted[key] for key in ("host", "port") if key in noted}
    return settings.model_copy(update=known)


def url(settings: Settings) -> str:
    """Where the API is, for people on this machine."""
    host = f"[{settings.api_host}]" if ":" in settings.api_host else settings.api_host
    return f"http://{host}:{settings.api_port}"


async def answers(settings: Settings, roles: "asyncio.Task[None]") -> None:
    """Return once the API takes connections, or when the roles have ended; soon in any case."""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not roles.done() and not await is_open(settings):  # noqa: ASYNC110 - nobody tells of a port that opens
                await asyncio.sleep(_LOOK_SECONDS)
    except TimeoutError:
        log.warning("api.silent", seconds=_PATIENCE_SECONDS)


async def is_open(settings: Settings) -> bool:
    """Whether somebody listens on the API's port."""
    with contextlib.suppress(OSError):
        _, writer = await asyncio.open_connection(settings.api_host, settings.api_port)
        writer.close()
        return True
    return False
