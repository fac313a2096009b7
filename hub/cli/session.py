"""A command's session: settings read, the house opened, what went wrong said in our words."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from contracts.errors import Misconfigured, Transient
from hub.addresses import addresses
from hub.cli.environment import settings_for
from hub.faults import ENGINE_FAULTS
from hub.house import House, open_house
from hub.logs.writing import log_errors_only
from hub.settings import Settings

T = TypeVar("T")


def in_house(data: Path | None, work: Callable[[House], Awaitable[T]]) -> T:
    """Do this with the hub that runs on the data folder, or with the engines of the settings.

    Raises:
        Misconfigured: there is no such hub, or it cannot be used.
        Transient: it does not answer.
    """
    log_errors_only()
    return asyncio.run(_in_house(settings_for(data), work))


async def _in_house(settings: Settings, work: Callable[[House], Awaitable[T]]) -> T:
    async with visit(settings) as house:
        return await work(house)


@contextlib.asynccontextmanager
async def visit(settings: Settings) -> AsyncIterator[House]:
    """The house of a hub that runs already.

    Raises:
        Misconfigured: as `in_house`.
        Transient: likewise.
    """
    must_have_started(settings)
    unserved = ""
    try:
        async with open_house(settings, addresses(settings)) as house:
            unserved = house.condition.unserved
            yield house
    except ENGINE_FAULTS as error:
        if unserved:
            raise Transient(unserved) from error
        said = str(error) if isinstance(error, Transient) else f"an engine is away ({error!r})"
        raise Transient(f"{said}; is the hub running? `omnihub up` starts it") from error


def must_have_started(settings: Settings) -> None:
    """Looking for a hub must not leave the folders of one behind.

    Raises:
        Misconfigured: there was never a hub on this folder.
    """
    embedded = settings.nats_url is None or settings.database_url is None
    if embedded and not (settings.data / "engines.json").exists():
        raise Misconfigured(
            f"No hub was ever started on {settings.data}.",
            remedy="Start one with `omnihub up`, or name the data folder with --data "
            "or OMNIHUB_DATA.",
        )
