"""`omnihub channels`: the accounts, looked at, tested, paused and forgotten."""

import asyncio
from dataclasses import asdict
from typing import Annotated

import typer

from contracts.channel import Health, State
from contracts.errors import NotFound
from hub.accounts import state
from hub.accounts.host import host_of
from hub.accounts.providers import provider_of
from hub.cli.account import account_named, settled
from hub.cli.hook import hook_of
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.session import in_house
from hub.house import House
from hub.projector.columns import view_of
from hub.vault.channels import Account
from hub.views.read import rows
from projections.channels import CHANNELS, ChannelRow

_HEALTH_SECONDS = 20.0

Name = Annotated[str, typer.Argument(help="The account, as `channels list` names it.")]


def list_(json: Json = False, data: Data = None) -> None:
    """The accounts that are connected, and their state.

    up: it works, as far as is known. faltering: the provider does not answer, the hub goes on
    trying. paused: nothing is received or sent; where the hub paused it, the remedy says what to
    repair before `channels resume`.
    """
    found = in_house(data, _listed)
    if json:
        print_json([asdict(row) | {"called_at": hook} for row, hook in found])
        return
    headings = ("ACCOUNT", "CHANNEL", "STATE", "SINCE", "REASON", "REMEDY", "CALLED AT")
    lines = (
        (
            row.account,
            row.channel,
            row.state,
            f"{row.changed_at:%Y-%m-%d %H:%M}",
            row.reason,
            row.remedy,
            hook,
        )
        for row, hook in found
    )
    print_table(headings, lines, "No account is connected; `omnihub channels add` does it.")


async def _listed(house: House) -> list[tuple[ChannelRow, str | None]]:
    """The state of every account, and where it is called."""
    accounts = await house.channel_settings.all()
    hooks = {account.name: hook_of(house.settings, account) for account in accounts}
    return [(row, hooks.get(row.account)) for row in await accounts_of(house)]


async def accounts_of(house: House) -> list[ChannelRow]:
    """The state of every account that has settings."""
    async with house.views.connect() as connection:
        found = await rows(connection, CHANNELS, view_of(CHANNELS).select())
    states = {row.account: row for row in found}
    return [states.get(one.name, _new(one)) for one in await house.channel_settings.all()]


def _new(account: Account) -> ChannelRow:
    """An account whose event was not projected yet."""
    at = account.connected_at
    return ChannelRow(account.name, account.channel, "connecting", at, at)


def health(name: Name, json: Json = False, data: Data = None) -> None:
    """Open an account and ask whether it works; nothing is received or sent."""
    said = in_house(data, lambda house: _health(house, name))
    if json:
        print_json(said.model_dump())
    else:
        typer.echo(f"{name} is {said.state}. {said.message}".rstrip())
        if said.remedy:
            typer.echo(said.remedy)
    raise typer.Exit(0 if said.state is State.UP else 1)


async def _health(house: House, name: str) -> Health:
    account = await account_named(house, name)
    provider = provider_of(account.channel)
    settings = provider.settings.model_validate(account.settings)
    channel = provider.open(settings, await host_of(house, account))
    try:
        async with asyncio.timeout(_HEALTH_SECONDS):
            return await channel.health()
    except TimeoutError:
        said = f"The provider did not answer within {_HEALTH_SECONDS:.0f} seconds."
        return Health(state=State.DOWN, message=said)
    finally:
        await channel.close()


def pause(
    name: Name,
    reason: Annotated[str, typer.Option(help="Why, for those who wonder.")] = "paused by hand",
    data: Data = None,
) -> None:
    """Neither receive nor send until it is resumed; nothing that waits there is lost."""

    async def work(house: House) -> None:
        await account_named(house, name)
        await settled(house, await state.paused(house, name, reason, "cli"))

    in_house(data, work)
    typer.echo(f"{name} is paused; `omnihub channels resume {name}` lets it go on.")


def resume(name: Name, data: Data = None) -> None:
    """Receive and send again, from where it stopped."""

    async def work(house: House) -> None:
        await account_named(house, name)
        await settled(house, await state.resumed(house, name, "cli"))

    in_house(data, work)
    typer.echo(f"{name} goes on; `omnihub channels test {name}` asks the provider.")


def remove(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    data: Data = None,
) -> None:
    """Forget an account's settings, secrets included; what arrived through it stays."""

    async def work(house: House) -> None:
        await account_named(house, name)
        await settled(house, await state.paused(house, name, "removed", "cli"))
        await house.channel_settings.remove(name)

    if not yes and not typer.confirm(f"Forget the settings of {name}?"):
        raise NotFound("Nothing was removed.")
    in_house(data, work)
    typer.echo(f"{name} is removed.")
