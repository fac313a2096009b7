"""`omnihub up`: the hub on one machine."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from importlib import import_module
from types import ModuleType
from typing import Annotated

import typer

from hub.addresses import Addresses, addresses
from hub.cli import ports
from hub.cli.deferring import models_built_when_used
from hub.cli.environment import settings_for
from hub.cli.importing import without_collecting
from hub.cli.options import Data
from hub.cli.serving import Leaving, serve
from hub.engines import Engines
from hub.logs.writing import log_to
from hub.settings import Settings
from hub.tasks import in_thread

_IMPORT_SECONDS = 10.0


def up(
    data: Data = None,
    port: Annotated[
        int | None,
        typer.Option(help="Where the API listens; 0 for any that is free.", min=0, max=65535),
    ] = None,
) -> None:
    """Start the hub on this machine, its engines included.

    Everything lies in one folder. The first start makes it, and prints the first administrator's
    token. Ctrl-C stops everything.

    With OMNIHUB_NATS_URL and OMNIHUB_DATABASE_URL the engines are those; none are started here.
    """
    settings = settings_for(data, api_port=port)
    log_to(sys.stderr, settings.log_level, instance=settings.instance)
    settings = settings.model_copy(update={"api_port": ports.chosen(settings)})
    serve(lambda leaving: _up(settings, leaving))


async def _up(settings: Settings, leaving: Leaving) -> None:
    """The engines start while the hub's libraries are imported: both take a second or two."""
    importing = asyncio.create_task(in_thread(_machine))
    try:
        async with engines_of(settings) as where:
            machine = await asyncio.shield(importing)
            await machine.work(settings, where, leaving)
    finally:
        # an interpreter that ends in the middle of an import may break down (SIGSEGV)
        await asyncio.wait({importing}, timeout=_IMPORT_SECONDS)


def _machine() -> ModuleType:
    with without_collecting(), models_built_when_used():
        return import_module("hub.cli.machine")


@contextlib.asynccontextmanager
async def engines_of(settings: Settings) -> AsyncIterator[Addresses]:
    """Those of the settings; where none are set, a pair of our own."""
    if settings.nats_url and settings.database_url:
        yield addresses(settings)
        return
    async with Engines(settings.data):
        yield addresses(settings)
