"""Where an account's recordings may be fetched, and how its provider wants to be asked."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from contracts.channel import Media, Provider
from contracts.errors import Misconfigured, NotFound, Refused
from hub.accounts.host import host_of
from hub.house import House
from hub.vault.channels import Account

Providers = Callable[[str], Provider[Any]]
"""The provider of a channel; raises NotFound."""


@dataclass(frozen=True)
class Source:
    """An account that keeps recordings. `hosts`: where they may be fetched."""

    channel: Media
    hosts: frozenset[str]


@asynccontextmanager
async def source_of(house: House, name: str, providers: Providers) -> AsyncIterator[Source]:
    """The account's channel, opened to ask it how recordings are fetched.

    Raises:
        Misconfigured: the account is not there, or its settings are wrong.
        Refused: its channel has no recordings.
    """
    account = await _account(house, name)
    try:
        provider = providers(account.channel)
        settings = provider.settings.model_validate(account.settings)
    except (NotFound, ValidationError) as error:
        raise _not_open(name) from error
    channel = provider.open(settings, await host_of(house, account))
    try:
        if not isinstance(channel, Media):
            raise Refused("its channel keeps no recordings")
        yield Source(channel, provider.manifest.media_hosts | channel.media_hosts)
    finally:
        await channel.close()


async def _account(house: House, name: str) -> Account:
    for account in await house.channel_settings.all():
        if account.name == name:
            return account
    raise _not_open(name)


def _not_open(name: str) -> Misconfigured:
    return Misconfigured(
        f"The account {name} cannot be opened.",
        remedy=f"Connect it again, or repair its settings: `omnihub channels add {name}`.",
    )
