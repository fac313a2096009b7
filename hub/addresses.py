"""Addresses: where the engines are, as set, or as noted by those that run in the data folder."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.errors import Misconfigured
from hub.engines import NatsServer, Postgres
from hub.settings import Settings


@dataclass(frozen=True)
class Addresses:
    """Where the engines are. The databases as DSNs; of several nats-servers, between commas."""

    nats_url: str
    nats_monitor_url: str
    views: str
    vault: str

    @property
    def monitors(self) -> list[str]:
        """The monitoring ports, one for each nats-server."""
        return [url.strip().rstrip("/") for url in self.nats_monitor_url.split(",")]


def addresses(settings: Settings) -> Addresses:
    """External engines where they are set, else those that `omnihub up` runs in the data folder.

    Raises:
        Misconfigured: none are set, and none run here.
    """
    return Addresses(*_nats(settings), _dsn(settings, "views"), _dsn(settings, "vault"))


def _nats(settings: Settings) -> tuple[str, str]:
    if settings.nats_url is None:
        server = NatsServer(settings.data)
        return _known(settings, lambda: server.url), server.monitor_url
    if settings.nats_monitor_url is None:
        raise Misconfigured(
            "OMNIHUB_NATS_URL names a server whose monitoring port is not known.",
            remedy="Set OMNIHUB_NATS_MONITOR_URL, for example http://127.0.0.1:8222.",
        )
    return settings.nats_url, settings.nats_monitor_url


def _dsn(settings: Settings, database: str) -> str:
    if settings.database_url is None:
        return _known(settings, lambda: Postgres(settings.data).dsn(database))
    return f"{settings.database_url.rstrip('/')}/{database}"


def _known(settings: Settings, address: Callable[[], str]) -> str:
    try:
        return address()
    except KeyError as error:
        raise Misconfigured(
            f"No hub was ever started on {settings.data}.",
            remedy="Start one with `omnihub up`, or name the data folder with OMNIHUB_DATA.",
        ) from error
