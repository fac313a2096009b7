"""The house: what every role stands on, opened in one place and closed again."""

import asyncio
import contextlib
import os
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import nats
import nats.errors
import structlog
from nats.aio.client import Client
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from contracts.errors import Misconfigured, Transient
from hub import clock as wall
from hub.blobs import Blobs
from hub.clock import Clock
from hub.condition import Condition
from hub.engines import NatsServer, Postgres
from hub.log.append import EventLog
from hub.log.sealing import KEY_BYTES, Secret
from hub.log.streams import check_server, ensure_streams
from hub.projector.prepare import prepare
from hub.projector.progress import Progress
from hub.settings import Settings
from hub.vault.channels import ChannelSettings
from hub.vault.keys import DataKeys
from hub.vault.schema import check_secret, ensure_vault
from hub.vault.tokens import Tokens
from hub.wiring import PROJECTIONS
from projections.kit import Projection

_CONNECT_SECONDS = 5.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Addresses:
    """Where the engines are. The databases as DSNs."""

    nats_url: str
    nats_monitor_url: str
    views: str
    vault: str


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


@dataclass(frozen=True)
class House:
    """Everything concrete that roles share. `nc` reconnects by itself, for ever."""

    settings: Settings
    addresses: Addresses
    secret: Secret
    clock: Clock
    nc: Client
    views: AsyncEngine
    vault: AsyncEngine
    keys: DataKeys
    log: EventLog
    blobs: Blobs
    progress: Progress
    tokens: Tokens
    channel_settings: ChannelSettings
    condition: Condition

    async def outdated(self) -> list[Projection]:
        """The projections whose live build is of another version than the code's."""
        return await prepare(self.views, PROJECTIONS)


@contextlib.asynccontextmanager
async def open_house(
    settings: Settings, where: Addresses, clock: Clock = wall.now
) -> AsyncIterator[House]:
    """Connect to the engines, check them, and have streams, vault and projections ready.

    Raises:
        Misconfigured: something is unsafe or missing; the remedy says what to do.
        Transient: an engine does not answer.
    """
    async with contextlib.AsyncExitStack() as exits:
        house = await _connected(settings, where, clock, exits)
        await check_server(where.nats_monitor_url)
        await ensure_streams(house.nc, settings.nats_replicas)
        await ensure_vault(house.vault)
        await check_secret(house.vault, house.secret)
        await house.outdated()
        await exits.enter_async_context(house.progress.listening(where.views))
        yield house


async def _connected(
    settings: Settings, where: Addresses, clock: Clock, exits: contextlib.AsyncExitStack
) -> House:
    secret = deployment_secret(settings)
    nc = await _connect_nats(where.nats_url)
    exits.push_async_callback(_close_nats, nc)
    views, vault = sql_engine(where.views), sql_engine(where.vault)
    exits.push_async_callback(views.dispose)
    exits.push_async_callback(vault.dispose)
    keys = DataKeys(vault, secret)
    return House(
        settings=settings,
        addresses=where,
        secret=secret,
        clock=clock,
        nc=nc,
        views=views,
        vault=vault,
        keys=keys,
        log=EventLog(nc, keys),
        blobs=Blobs(settings.data / "blobs", secret, clock),
        progress=Progress(views),
        tokens=Tokens(vault, clock),
        channel_settings=ChannelSettings(vault, secret),
        condition=Condition(),
    )


async def _connect_nats(url: str) -> Client:
    try:
        # a client that reconnects for ever would also wait for ever for its first connection
        async with asyncio.timeout(_CONNECT_SECONDS):
            return await nats.connect(
                url,
                connect_timeout=3,
                max_reconnect_attempts=-1,
                reconnect_time_wait=0.2,
                ping_interval=10,
                error_cb=_nats_error,
            )
    except (OSError, nats.errors.Error, TimeoutError) as error:
        raise Transient("nats-server does not answer") from error


async def _nats_error(error: Exception) -> None:
    log.debug("nats.faltered", reason=type(error).__name__)


async def _close_nats(nc: Client) -> None:
    with contextlib.suppress(nats.errors.Error, OSError, TimeoutError):
        await nc.close()


def sql_engine(dsn: str) -> AsyncEngine:
    """An engine whose connections notice when the server went away, and give up in seconds."""
    url = dsn.replace("postgresql://", "postgresql+asyncpg://", 1)
    return create_async_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        connect_args={"timeout": 5, "command_timeout": 60},
    )


def deployment_secret(settings: Settings) -> Secret:
    """The deployment's secret: as set, or the data folder's, made at the first start.

    Raises:
        Misconfigured: it is not 64 hexadecimal digits.
    """
    path = settings.data / "secret"
    text = settings.secret.get_secret_value() if settings.secret else _secret_in(path)
    try:
        return Secret(bytes.fromhex(text))
    except ValueError as error:
        raise Misconfigured(
            "The deployment's secret is not 64 hexadecimal digits.",
            remedy=f"Restore {path} (or OMNIHUB_SECRET) from its backup: nothing sealed can be "
            "read without it.",
        ) from error


def _secret_in(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
            file.flush()
            os.fsync(descriptor)
    return path.read_text().strip()
