"""`omnihub run`: one role in a process of its own."""

import sys
from typing import Annotated

import typer

from hub.cli import ports
from hub.cli.logs import log_to
from hub.cli.options import Data
from hub.cli.serving import at_work, serve
from hub.cli.session import must_have_started, settings_for
from hub.house import addresses, open_house
from hub.roles import Role
from hub.settings import Settings


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
    log_to(sys.stderr, settings.log_level)
    must_have_started(settings)
    if role is Role.API:
        settings = settings.model_copy(update={"api_port": ports.chosen(settings)})
    serve(_run(settings, role, frozenset(account) if account else None))


async def _run(settings: Settings, role: Role, accounts: frozenset[str] | None) -> None:
    async with (
        open_house(settings, addresses(settings)) as house,
        at_work(house, [role], accounts) as working,
    ):
        await working
