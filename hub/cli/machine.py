"""One machine: every role in this process, on engines that run."""

import asyncio
import contextlib
import shutil
import sys

from hub.addresses import Addresses
from hub.cli import ports
from hub.cli.output import console
from hub.cli.serving import Leaving
from hub.cli.working import at_work
from hub.condition import Condition
from hub.faults import ENGINE_FAULTS
from hub.house import House, open_patiently
from hub.ops.serve import ops
from hub.parts import api, capture, channels, projector, watchdog
from hub.roles import Role
from hub.settings import Settings
from hub.signin import links
from hub.tracing.sending import traces_sent

_LOOK_SECONDS = 0.5
PARTS = (api, capture, channels, projector, watchdog)
"""Imported here, while the engines start, and not when each of them is needed."""


async def work(settings: Settings, where: Addresses, leaving: Leaving) -> None:
    """Until cancelled.

    Raises:
        HubError: what stopped the roles.
    """
    condition = Condition()
    async with (
        traces_sent(settings),
        ops(settings, condition) as seen,
        open_patiently(settings, where, condition) as house,
    ):
        with seen.opened(house):
            async with at_work(house, list(Role), leaving) as roles:
                await _serve(house, roles)


async def _serve(house: House, roles: asyncio.Task[None]) -> None:
    ports.note(house.settings)
    await ports.answers(house.settings, roles)
    await _prepared(house, roles)
    await _welcomed(house, roles)
    await asyncio.shield(roles)  # how long they may take to leave, `at_work` says


async def _prepared(house: House, roles: asyncio.Task[None]) -> None:
    """Until every view serves, or the roles have ended."""
    preparing = asyncio.create_task(house.preparing.served())
    await asyncio.wait({roles, preparing}, return_when=asyncio.FIRST_COMPLETED)
    preparing.cancel()


async def _welcomed(house: House, roles: asyncio.Task[None]) -> None:
    """As soon as the databases answer: an engine that is away now is no reason to end."""
    is_welcomed = False
    while not (is_welcomed or roles.done()):
        with contextlib.suppress(*ENGINE_FAULTS):
            await welcome(house)
            is_welcomed = True
        await asyncio.sleep(_LOOK_SECONDS)


async def welcome(house: House) -> None:
    """Where it is; at the first start a link to register by, and a token; what to type next."""
    settings, say = house.settings, console().out
    say(f"The hub is ready: {settings.api_url or ports.url(settings)}", highlight=False)
    is_first = not await house.tokens.any()
    if is_first and not await house.signin.credentials.any():
        link = await links.first(house, settings.api_url or ports.url(settings))
        say(f"Register as its administrator, within 72 hours: {link.url}", highlight=False)
    elif not await house.signin.credentials.any():
        say("Nobody can sign in to the console yet: `omnihub signin first` makes a link.")
    if is_first:
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
