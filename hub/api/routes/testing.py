"""Testing an account: the provider is asked whether its settings work."""

import asyncio
import contextlib

from fastapi import APIRouter, Depends

from contracts.channel import Health, State
from contracts.errors import HubError, Misconfigured
from hub.accounts.host import host_of
from hub.accounts.providers import provider_of
from hub.api.access import Action, Allowed, HouseOf
from hub.api.routes.channels import known_account
from hub.api.words import AccountName
from hub.house import House
from hub.vault.channels import Account

router = APIRouter(tags=["channels"])
_SECONDS = 15.0


@router.post("/channels/{account}/test", dependencies=[Depends(Allowed(Action.KEEP_CHANNELS))])
async def test_channel(house: HouseOf, account: AccountName) -> Health:
    """Ask the provider whether the account works; a failure is an answer as well."""
    known = await known_account(house, account)
    try:
        async with asyncio.timeout(_SECONDS):
            return await _health(house, known)
    except TimeoutError:
        return Health(state=State.DOWN, message=f"no answer within {_SECONDS:.0f} s")
    except Misconfigured as error:
        return Health(state=State.DOWN, message=error.message, remedy=error.remedy)
    except HubError as error:
        return Health(state=State.DOWN, message=str(error))


async def _health(house: House, account: Account) -> Health:
    provider = provider_of(account.channel)
    settings = provider.settings.model_validate(account.settings)
    host = await host_of(house, account)
    # a provider's library may take seconds to import; the loop must not stand still for it
    channel = await asyncio.to_thread(provider.open, settings, host)
    try:
        return await channel.health()
    finally:
        with contextlib.suppress(HubError, OSError, TimeoutError):
            await channel.close()
