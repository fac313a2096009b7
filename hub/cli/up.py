"""`omnihub up`: the hub on one machine."""

import asyncio
import contextlib
import shutil
import sys
from collections.abc import AsyncIterator
from typing import Annotated

import typer

from contracts.errors import Misconfigured
from hub.cli import ports
from hub.cli.logs import log_to
from hub.cli.options import Data
from hub.cli.output import console
from hub.cli.serving import at_work, serve
from hub.cli.session import settings_for
from hub.engines import Engines
from hub.house import Addresses, House, addresses, open_house
from hub.roles import Role
from hub.settings import Settings


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
    log_to(sys.stderr, settings.log_level)
    settings = settings.model_copy(update={"api_port": ports.chosen(settings)})
    serve(_up(settings))


async def _up(settings: Settings) -> None:
    async with (
        engines_of(settings) as where,
        open_house(settings, where) as house,
        at_work(house, list(Role)) as roles,
    ):
        ports.note(settings)
        await ports.answers(settings, roles)
        if not roles.done():
            await _welcome(house)
        await roles


@contextlib.asynccontextmanager
async def engines_of(settings: Settings) -> AsyncIterator[Addresses]:
    """Those of the settings; where none are set, a pair of our own."""
    if settings.nats_url and settings.database_url:
        yield addresses(settings)
        return
    if settings.nats_url or settings.database_url:
        raise Misconfigured(
            "Only one of OMNIHUB_NATS_URL and OMNIHUB_DATABASE_URL is set.",
            remedy="Set both to use engines of your own, or none to have them started here.",
        )
    async with Engines(settings.data):
        yield addresses(settings)


async def _welcome(house: House) -> None:
    """Where it is, the first token at the first start, and what to type next."""
    settings, say = house.settings, console().out
    say(f"The hub is ready: {settings.api_url or ports.url(settings)}", highlight=False)
    if not await house.tokens.any():
        token = await house.tokens.give("first", "administrator")
        say(f"The first administrator's token, shown this once: {token}", highlight=False)
    if not await house.channel_settings.all():
        say(f"Next: {_example(settings)}", highlight=False)
    await asyncio.to_thread(sys.stdout.flush)


def _example(settings: Settings) -> str:
    data = "" if settings.data == Settings().data else f" --data {settings.data}"
    return f"{_command()} channels add telegram --channel telegram{data}"


def _command() -> str:
    """How to type it here: by its path, where the shell would not find it by name."""
    return "omnihub" if shutil.which("omnihub") else sys.argv[0]
