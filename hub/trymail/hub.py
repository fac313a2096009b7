"""The hub of a trial: complete, on a folder of its own, gone afterwards."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from contracts.capture import CaptureAdvanced
from hub.accounts import state
from hub.addresses import addresses
from hub.capture.run import SUBJECT
from hub.engines import Engines
from hub.house import House, open_house
from hub.log.codec import decode
from hub.log.jetstream import message_at
from hub.log.streams import EVENTS
from hub.roles import Role, run_roles
from hub.settings import Settings
from hub.vault.channels import Account

ACCOUNT = "trial"

_ROLES = (Role.CAPTURE, Role.PROJECTOR, Role.CHANNELS)
_LEAVE_SECONDS = 5.0
_LONG_AGO = timedelta(days=1)


@dataclass(frozen=True)
class TrialHub:
    """An open hub; `roles` ends only if what runs it breaks."""

    house: House
    roles: "asyncio.Task[None]"

    @property
    def runs(self) -> bool:
        """Whether its roles are at work."""
        return not self.roles.done()

    async def connect(self, settings: dict[str, Any]) -> None:
        """Read this mailbox; its mail is new, not history."""
        house = self.house
        account = Account(ACCOUNT, "email", settings, house.clock() - _LONG_AGO)
        await house.channel_settings.put(account)
        await state.connected(house, account, "cli")

    async def captured(self) -> int:
        """How far capture has read INBOUND, by its own word on the log."""
        stored = await message_at(self.house.nc, EVENTS, {"last_by_subj": str(SUBJECT)})
        recorded = decode(stored, self.house.keys) if stored else None
        said = recorded.event if recorded else None
        return said.position if isinstance(said, CaptureAdvanced) else 0


@contextlib.asynccontextmanager
async def trial_hub(folder: Path) -> AsyncIterator[TrialHub]:
    """A hub with its own engines, whatever the environment says of others."""
    settings = Settings(
        data=folder, nats_url=None, nats_monitor_url=None, database_url=None, secret=None
    )
    async with Engines(folder), open_house(settings, addresses(settings)) as house:
        roles = asyncio.create_task(run_roles(house, _ROLES))
        try:
            yield TrialHub(house, roles)
        finally:
            roles.cancel()
            await asyncio.wait({roles}, timeout=_LEAVE_SECONDS)
