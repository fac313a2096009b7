"""`omnihub channels add`: an account's settings, from the command line, files, or by asking."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from contracts.channel import Provider
from contracts.errors import Conflict, Invalid, NotFound
from hub.accounts import state
from hub.accounts.providers import checked_settings, provider_of
from hub.cli.account import account_named, settled
from hub.cli.hook import hook_told
from hub.cli.kinds import Wanted, wanted
from hub.cli.menu import interactive
from hub.cli.options import Data
from hub.cli.said import read_as
from hub.cli.session import in_house
from hub.house import House
from hub.vault.channels import Account

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


def add(
    account: Annotated[
        str, typer.Argument(help="Its name here: small letters, digits and dashes.")
    ],
    channel: Annotated[
        str | None, typer.Option(help="What kind it is; `channels kinds` lists them.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="A setting; NAME=@FILE takes it from a file, which keeps secrets out of sight.",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Connect an account, or give it new settings; those that are not named stay as they were.

    On a terminal it asks for what is missing, secrets unseen. `channels kinds` shows what can be
    set. Example: `omnihub channels add bot --channel telegram --set token=@token.txt`
    """
    if not _NAME.fullmatch(account):
        raise Invalid(
            f"{account!r} cannot be an account's name: up to 63 small letters, digits and dashes, "
            "a letter or digit first.",
            field="account",
        )
    said = dict(_setting(text) for text in set_ or [])

    async def work(house: House) -> str:
        done = await _connect(house, account, channel, said)
        return hook_told(house.settings, done)

    hook = in_house(data, work)
    typer.echo(f"{account} is connected; `omnihub channels test {account}` asks the provider.")
    if hook:
        typer.echo(hook)


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Invalid(f"--set takes NAME=VALUE, not {name!r}.", field=name)
    return name, _from_file(Path(value[1:])) if value.startswith("@") else value


def _from_file(path: Path) -> str:
    try:
        return path.read_text().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"{path} cannot be read: {error}") from error


async def _connect(house: House, name: str, channel: str | None, said: dict[str, str]) -> Account:
    before = await _before(house, name, channel)
    provider = provider_of(before.channel)
    read = {name: read_as(provider, name, text) for name, text in said.items()}
    settings = _complete(provider, before.settings | read)
    account = replace(before, settings=_checked(before.channel, settings))
    await house.channel_settings.put(account)
    await settled(house, await state.connected(house, account, "cli"))
    return account


async def _before(house: House, name: str, channel: str | None) -> Account:
    """The account as it is; one without settings where there is none."""
    try:
        there = await account_named(house, name)
    except NotFound:
        if channel is None:
            raise Invalid(
                f"{name} is new: say what it is with --channel; `omnihub channels kinds` lists "
                "what there is.",
                field="channel",
            ) from None
        return Account(name, channel, {}, house.clock())
    if channel not in {None, there.channel}:
        raise Conflict(f"{name} is {there.channel}, not {channel}: give the new one its own name.")
    return there


def _complete(provider: Provider[Any], settings: dict[str, Any]) -> dict[str, Any]:
    """The settings, with what is missing asked for where there is somebody to ask."""
    if not interactive():
        return settings
    missing = [one for one in wanted(provider) if one.required and one.name not in settings]
    return settings | {one.name: read_as(provider, one.name, _asked(one)) for one in missing}


def _asked(one: Wanted) -> str:
    typer.echo(one.description)
    answer: str = typer.prompt(one.name, hide_input=one.secret)
    return answer


def _checked(channel: str, settings: dict[str, Any]) -> dict[str, Any]:
    try:
        return checked_settings(channel, settings)
    except Invalid as error:
        raise Invalid(
            f"{error}. `--set {error.field or 'NAME'}=…` says it; `omnihub channels kinds` "
            "tells what it is.",
            field=error.field,
        ) from error
