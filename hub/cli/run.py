"""`omnihub run`: one role in a process of its own."""

import asyncio
import sys
from typing import Annotated

import typer

from hub.addresses import addresses
from hub.cli import ports
from hub.cli.environment import settings_for
from hub.cli.options import Data
from hub.cli.serving import Leaving, serve
from hub.cli.session import must_have_started
from hub.cli.working import at_work
from hub.condition import Condition
from hub.house import open_patiently
from hub.logs.writing import log_to
from hub.ops.serve import ops
from hub.roles import Role
from hub.settings import Settings
from hub.tracing.sending import traces_sent


def run(
    role: Annotated[Role, typer.Argument(help="What this process does.")],
    account: Annotated[
        list[str] | None,
        typer.Option(help="With `channels`: only this account; can be given several times."),
    ] = None,
    data: Data = None,
) -> None:
    """Run one role, beside others that run elsewhere.

    The engines are those of OMNIHUB_NATS_URL and OMNIHUB_DATABASE_URL, or those that
    `omnihub up` runs on the data folder.
    """
    if account and role is not Role.CHANNELS:
        raise typer.BadParameter("only the role `channels` has accounts", param_hint="--account")
    settings = settings_for(data)
    log_to(sys.stderr, settings.log_level, instance=settings.instance, role=role)
    must_have_started(settings)
    if role is Role.API:
        settings = settings.model_copy(update={"api_port": ports.chosen(settings)})
    only = frozenset(account) if account else None
    serve(lambda leaving: _run(settings, role, only, leaving))


async def _run(
    settings: Settings, role: Role, accounts: frozenset[str] | None, leaving: Leaving
) -> None:
    condition = Condition()
    async with (
        traces_sent(settings),
        ops(settings, condition) as seen,
        open_patiently(settings, addresses(settings), condition) as house,
    ):
        with seen.opened(house):
            async with at_work(house, [role], leaving, accounts) as working:
                await asyncio.shield(working)  # how long it may take to leave, `at_work` says
