"""Accounts: does every provider let us in with what the vault holds?

Each account is opened beside the one that the running hub may have open, and asked for its health:
for Telegram that is getMe, which takes no update from anybody.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from functools import partial

from pydantic import ValidationError
from sqlalchemy import select

from contracts.channel import Channel, Health, State
from contracts.errors import HubError, Misconfigured, NotFound
from hub.accounts.providers import provider_of
from hub.doctor.bystander import Bystander
from hub.doctor.finding import Finding, Unseen, ok, skipped, trouble, warning
from hub.doctor.patient import Patient
from hub.doctor.tables import must_have
from hub.faults import ENGINE_FAULTS
from hub.log.sealing import BrokenSeal
from hub.projector.columns import view_of
from hub.tasks import in_thread
from hub.vault.channels import Account, ChannelSettings
from projections.channels import CHANNELS

_ANSWER_SECONDS = 20.0
_CLOSE_SECONDS = 3.0


async def accounts(patient: Patient) -> Sequence[Finding]:
    """Every account of the vault, all at once."""
    await must_have(patient.vault, "channel_settings")
    try:
        found = await ChannelSettings(patient.vault, patient.secret).all()
    except BrokenSeal:
        return [skipped("The accounts' settings do not open with this secret.")]
    if not found:
        return [ok("No account is connected.")]
    paused = await _paused(patient)
    healths = await asyncio.gather(*(_health(patient, account) for account in found))
    return [
        account_is(account.name, health, paused=account.name in paused)
        for account, health in zip(found, healths, strict=True)
    ]


def account_is(name: str, health: Health, *, paused: bool) -> Finding:
    """A judgement over an account; of one that is paused nobody expects that it works."""
    rests = " It is paused." if paused else ""
    said = f"{name} is {health.state}. {health.message}".rstrip() + rests
    if health.state is State.UP:
        return ok(said)
    remedy = health.remedy or "See whether the provider can be reached from this machine."
    if paused:
        return warning(said, f"{remedy} Then: omnihub channels resume {name}")
    return trouble(said, remedy)


async def _paused(patient: Patient) -> frozenset[str]:
    """As far as it is known: without the views none is."""
    view = view_of(CHANNELS)
    try:
        await must_have(patient.views, view.name)
        async with patient.views.connect() as connection:
            names = await connection.scalars(select(view.c.account).where(view.c.state == "paused"))
            return frozenset(names)
    except (Unseen, *ENGINE_FAULTS):
        return frozenset()


async def _health(patient: Patient, account: Account) -> Health:
    try:
        return await _asked(patient, account)
    except TimeoutError:
        return _down(f"The provider did not answer within {_ANSWER_SECONDS:.0f} seconds.")
    except Misconfigured as error:
        return _down(error.message, error.remedy)
    except NotFound as error:
        return _down(str(error), "Install the package of that channel, or remove the account.")
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        remedy = f"omnihub channels add {account.name} --set {field}=…"
        return _down(f"Its setting {field} is not what the channel takes.", remedy)
    except (HubError, OSError) as error:
        return _down(str(error))
    except Exception as error:  # noqa: BLE001 - one channel that breaks must not hide the others
        return _down(f"could not be checked: {type(error).__name__}")


def _down(message: str, remedy: str | None = None) -> Health:
    return Health(state=State.DOWN, message=message, remedy=remedy)


async def _asked(patient: Patient, account: Account) -> Health:
    provider = provider_of(account.channel)
    settings = provider.settings.model_validate(account.settings)
    host = Bystander(account.name, account.connected_at, patient.secret, patient.clock)
    # a provider's library may take seconds to import; the others must not wait for it
    channel: Channel = await in_thread(partial(provider.open, settings, host))
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):  # the import before it may have taken as long
            return await channel.health()
    finally:
        with contextlib.suppress(HubError, OSError, TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await channel.close()
