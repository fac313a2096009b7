"""The house: what every role stands on, opened in one place and closed again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import nats
import nats.errors
import structlog
from nats.aio.client import Client
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.errors import Transient
from hub import clock as wall
from hub.addresses import Addresses
from hub.blobs import Blobs
from hub.clock import Clock
from hub.condition import Condition
from hub.databases import disposed, sql_engine
from hub.deployment import deployment_secret
from hub.doors import PING_SECONDS
from hub.faults import ENGINE_FAULTS
from hub.leases import Leases
from hub.log.append import EventLog
from hub.log.sealing import Secret
from hub.log.streams import check_server, ensure_streams
from hub.logs.faults import told
from hub.preparing import Preparing
from hub.projector.progress import Progress
from hub.settings import Settings
from hub.signin.kept import Kept
from hub.vault.channels import ChannelSettings
from hub.vault.keys import DataKeys
from hub.vault.tokens import Tokens
from hub.wiring import PROJECTIONS

_CONNECT_SECONDS = 5.0
_PAUSE_SECONDS = 0.2

log = structlog.get_logger()


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
    signin: Kept
    channel_settings: ChannelSettings
    condition: Condition
    preparing: Preparing
    leases: Leases


@contextlib.asynccontextmanager
async def open_house(
    settings: Settings, where: Addresses, clock: Clock = wall.now
) -> AsyncIterator[House]:
    """Connect to the engines, check them, and have streams, vault and projections ready.

    Raises:
        Misconfigured: something is unsafe or missing; the remedy says what to do.
        Transient, or another of ENGINE_FAULTS: an engine does not answer.
    """
    async with contextlib.AsyncExitStack() as exits:
        house = await _founded(settings, where, clock, Condition(), exits)
        await house.preparing.once()
        yield house


@contextlib.asynccontextmanager
async def open_patiently(
    settings: Settings, where: Addresses, condition: Condition
) -> AsyncIterator[House]:
    """For who serves: wait for the log as long as it takes, and leave the databases to a role.

    Raises:
        Misconfigured: as `open_house`, as far as the log is concerned.
    """
    async with contextlib.AsyncExitStack() as exits:
        yield await _founded_at_last(settings, where, condition, exits)


async def _founded_at_last(
    settings: Settings, where: Addresses, condition: Condition, exits: contextlib.AsyncExitStack
) -> House:
    warned = False
    while True:
        try:
            async with contextlib.AsyncExitStack() as attempt:
                house = await _founded(settings, where, wall.now, condition, attempt)
                exits.push_async_exit(attempt.pop_all())
                return house
        except ENGINE_FAULTS as error:
            if not warned:
                log.warning("log.awaited", reason=told(error))
            warned = True
            await asyncio.sleep(_PAUSE_SECONDS)


async def _founded(
    settings: Settings,
    where: Addresses,
    clock: Clock,
    condition: Condition,
    exits: contextlib.AsyncExitStack,
) -> House:
    """On a log that was checked; of the databases nothing is known yet."""
    house = await _connected(settings, where, clock, condition, exits)
    await check_server(where.nats_monitor_url)
    await ensure_streams(house.nc, settings.nats_replicas)
    await exits.enter_async_context(house.progress.listening(where.views))
    return house


async def _connected(
    settings: Settings,
    where: Addresses,
    clock: Clock,
    condition: Condition,
    exits: contextlib.AsyncExitStack,
) -> House:
    secret = deployment_secret(settings)
    nc = await _connect_nats(where.nats_url)
    exits.push_async_callback(_close_nats, nc)
    views, vault = sql_engine(where.views), sql_engine(where.vault)
    exits.push_async_callback(disposed, views)
    exits.push_async_callback(disposed, vault)
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
        log=EventLog(nc, keys, condition),
        blobs=Blobs(settings.data / "blobs", secret, clock, condition),
        progress=Progress(views),
        tokens=Tokens(vault, clock),
        signin=Kept.of(settings, vault, secret, clock),
        channel_settings=ChannelSettings(vault, secret),
        condition=condition,
        preparing=Preparing(views, vault, secret, PROJECTIONS, condition),
        leases=Leases(nc, settings.instance, replicas=settings.nats_replicas),
    )


async def _connect_nats(url: str) -> Client:
    try:
        # a client that reconnects for ever would also wait for ever for its first connection
        async with asyncio.timeout(_CONNECT_SECONDS):
            return await nats.connect(
                url.split(","),
                connect_timeout=3,
                max_reconnect_attempts=-1,
                reconnect_time_wait=0.2,
                ping_interval=PING_SECONDS,
                error_cb=_nats_error,
            )
    except (OSError, nats.errors.Error, TimeoutError) as error:
        raise Transient("nats-server does not answer") from error


async def _nats_error(error: Exception) -> None:
    log.debug("nats.faltered", reason=type(error).__name__)


async def _close_nats(nc: Client) -> None:
    with contextlib.suppress(nats.errors.Error, OSError, TimeoutError):
        await nc.close()
