"""A channel, opened for a moment: to ask it something, or to send what no log may hold."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from contracts.channel import Channel
from contracts.errors import HubError
from contracts.inbound import AddressKind
from hub.accounts.host import host_of
from hub.accounts.providers import provider_of, providers
from hub.house import House
from hub.vault.channels import Account
from hub.views.read import rows_of
from projections.channels import CHANNELS


async def account_for(house: House, kind: AddressKind) -> Account | None:
    """The first account that is at work and sends to addresses of this kind, if there is one."""
    accounts = [one for one in await house.channel_settings.all() if _sends(one.channel, kind)]
    async with house.views.connect() as connection:
        found = await rows_of(connection, CHANNELS, "account", {one.name for one in accounts})
    paused = {row.account for row in found if row.state == "paused"}
    return next((one for one in accounts if one.name not in paused), None)


def _sends(channel: str, kind: AddressKind) -> bool:
    provider = providers().get(channel)
    if provider is None:
        return False
    return provider.manifest.sends and kind in provider.manifest.identity_kinds


@contextlib.asynccontextmanager
async def opened(house: House, account: Account) -> AsyncIterator[Channel]:
    """The account's channel, for as long as this lasts."""
    provider = provider_of(account.channel)
    settings = provider.settings.model_validate(account.settings)
    host = await host_of(house, account)
    # a provider's library may take seconds to import; the loop must not stand still for it
    channel = await asyncio.to_thread(provider.open, settings, host)
    try:
        yield channel
    finally:
        with contextlib.suppress(HubError, OSError, TimeoutError):
            await channel.close()
