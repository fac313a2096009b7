"""The patient: a hub as it is found, running or not; nothing of it is made or changed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import nats
import nats.errors
from nats.aio.client import Client
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from contracts.errors import HubError
from hub import clock as wall
from hub.addresses import Addresses, addresses
from hub.clock import Clock
from hub.configuration.reading import Reading
from hub.doctor.finding import Unseen
from hub.doctor.presence import Presence, presence
from hub.faults import ENGINE_FAULTS
from hub.log.sealing import Secret
from hub.settings import Settings

T = TypeVar("T")

_CONNECT_SECONDS = 3.0
_QUERY_SECONDS = 10.0


@dataclass(frozen=True)
class Patient:
    """What there is of it; asking for what is not there raises `Unseen`, which says why."""

    reading: Reading
    clock: Clock
    seen_settings: Settings | Unseen
    seen_presence: Presence | Unseen
    seen_where: Addresses | Unseen
    seen_log: Client | Unseen
    seen_views: AsyncEngine | Unseen
    seen_vault: AsyncEngine | Unseen
    seen_secret: Secret | Unseen

    @property
    def settings(self) -> Settings:
        """Its settings."""
        return _there(self.seen_settings)

    @property
    def presence(self) -> Presence:
        """Whether it runs."""
        return _there(self.seen_presence)

    @property
    def where(self) -> Addresses:
        """Where its engines are."""
        return _there(self.seen_where)

    @property
    def log(self) -> Client:
        """A connection to the log."""
        return _there(self.seen_log)

    @property
    def views(self) -> AsyncEngine:
        """The database `views`, which answers."""
        return _there(self.seen_views)

    @property
    def vault(self) -> AsyncEngine:
        """The database `vault`, which answers."""
        return _there(self.seen_vault)

    @property
    def secret(self) -> Secret:
        """The deployment's secret."""
        return _there(self.seen_secret)


def _there(seen: T | Unseen) -> T:
    if isinstance(seen, Unseen):
        raise Unseen(str(seen))
    return seen


@contextlib.asynccontextmanager
async def patient(
    reading: Reading, where: Addresses | None = None, clock: Clock = wall.now
) -> AsyncIterator[Patient]:
    """Connect to what there is; `where` goes before the addresses of the settings."""
    settings = reading.settings or Unseen("The settings cannot be read")
    found = Presence.ELSEWHERE if where else _presence(settings)
    at = where or _addresses(settings, found)
    async with contextlib.AsyncExitStack() as exits:
        log, views, vault = await asyncio.gather(
            _log(at, exits), _database(at, "views", exits), _database(at, "vault", exits)
        )
        yield Patient(
            reading=reading,
            clock=clock,
            seen_settings=settings,
            seen_presence=found,
            seen_where=at,
            seen_log=log,
            seen_views=views,
            seen_vault=vault,
            seen_secret=_secret(settings),
        )


def _presence(settings: Settings | Unseen) -> Presence | Unseen:
    return settings if isinstance(settings, Unseen) else presence(settings)


def _addresses(settings: Settings | Unseen, found: Presence | Unseen) -> Addresses | Unseen:
    """Not asked of a folder that no hub has used: that would make one."""
    if isinstance(settings, Unseen):
        return settings
    if isinstance(found, Unseen):
        return found
    if found is Presence.NEVER:
        return Unseen(f"No hub was ever started on {settings.data}")
    try:
        return addresses(settings)
    except (HubError, OSError, ValueError) as error:
        return Unseen(f"The engines' addresses are not known ({error})")


async def _log(at: Addresses | Unseen, exits: contextlib.AsyncExitStack) -> Client | Unseen:
    if isinstance(at, Unseen):
        return at
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            nc = await nats.connect(
                at.nats_url.split(","),
                connect_timeout=2,
                allow_reconnect=False,
                max_reconnect_attempts=1,
                reconnect_time_wait=0,
                error_cb=_quiet,
            )
    except (nats.errors.Error, OSError, ValueError) as error:
        return Unseen(f"nats-server does not answer ({type(error).__name__})")
    exits.push_async_callback(_closed, nc)
    return nc


async def _quiet(_: Exception) -> None:
    """What a connection says of itself is nothing that anybody has to read here."""


async def _closed(nc: Client) -> None:
    with contextlib.suppress(nats.errors.Error, OSError):
        await nc.close()


async def _database(
    at: Addresses | Unseen, name: str, exits: contextlib.AsyncExitStack
) -> AsyncEngine | Unseen:
    if isinstance(at, Unseen):
        return at
    engine = create_async_engine(
        {"views": at.views, "vault": at.vault}[name].replace("postgresql:", _DRIVER, 1),
        poolclass=NullPool,
        connect_args={"timeout": _CONNECT_SECONDS, "command_timeout": _QUERY_SECONDS},
    )
    exits.push_async_callback(engine.dispose)
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except ENGINE_FAULTS as error:
        return Unseen(f"PostgreSQL's database {name} does not answer ({_kind(error)})")
    return engine


_DRIVER = "postgresql+asyncpg:"


def _kind(error: BaseException) -> str:
    """SQLAlchemy's wrapping says less than what it wraps."""
    return type(getattr(error, "orig", None) or error).__name__


def _secret(settings: Settings | Unseen) -> Secret | Unseen:
    if isinstance(settings, Unseen):
        return settings
    try:
        return Secret(bytes.fromhex(_secret_text(settings)))
    except FileNotFoundError:
        return Unseen("There is no secret of the deployment yet")
    except (OSError, ValueError) as error:
        return Unseen(f"The deployment's secret cannot be used ({type(error).__name__})")


def _secret_text(settings: Settings) -> str:
    if settings.secret:
        return settings.secret.get_secret_value()
    return secret_file(settings).read_text().strip()


def secret_file(settings: Settings) -> Path:
    """Where the deployment's secret lies, unless a setting holds it."""
    return settings.data / "secret"
