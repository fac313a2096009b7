"""The keeper: every account that is connected and not paused has a runner, and no other has."""

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from sqlalchemy import select

from contracts.account import ChannelPaused
from contracts.errors import HubError, NotFound
from hub.accounts.halves import Half, halves_of
from hub.accounts.hooks import Hooks
from hub.accounts.providers import provider_of
from hub.accounts.remembered import Remembered
from hub.accounts.runner import Runner
from hub.accounts.state import subject
from hub.doors import Doors
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.jetstream import last_seq, message_at
from hub.log.streams import EVENTS
from hub.logs.faults import told
from hub.projector.columns import view_of
from hub.quiet import Quiet
from hub.supervision.pulse import beat
from hub.tasks import ended, in_thread
from hub.vault.channels import Account
from hub.views.read import rows
from hub.waking import Wake
from projections.channels import CHANNELS

_LOOK_SECONDS = 2.0

log = structlog.get_logger()


@dataclass(slots=True)
class _Running:
    account: Account
    runner: Runner
    task: asyncio.Task[None]


class Keeper:
    """The role `channels`; with `hooks`, the receiving side of what is called, in the role `api`.

    What it knows of accounts it keeps while PostgreSQL is away, across a restart too.
    """

    def __init__(
        self,
        house: House,
        doors: Doors,
        only: frozenset[str] | None = None,
        hooks: Hooks | None = None,
    ) -> None:
        self._house = house
        self._doors = doors
        self._only = only
        self._hooks = hooks
        self._running: dict[str, _Running] = {}
        self._accounts: list[Account] = []
        self._quiet = Quiet(house.clock)
        self._remembered = Remembered(house.settings.data, house.secret)
        self.changed = Wake()
        self.queued = Wake()
        doors.keeper(self.changed)
        if hooks is None:
            doors.sender(self.queued)

    async def run(self) -> None:
        """Work until cancelled; then every channel is closed."""
        ringing = asyncio.create_task(self._ring())
        try:
            while True:
                beat()
                with contextlib.suppress(HubError, *ENGINE_FAULTS):
                    await self._match(self._ours(await self._connected()))
                await self.changed.wait(_LOOK_SECONDS)
        finally:
            ringing.cancel()
            await self._match({})

    async def _ring(self) -> None:
        """Something is queued somewhere: every account looks whether it is theirs."""
        while True:
            await self.queued.wait(60)
            for one in self._running.values():
                one.runner.wake.ring()

    async def _connected(self) -> list[Account]:
        """The accounts that are not paused; as they were last, where the databases are away."""
        head = await last_seq(self._house.nc, EVENTS)
        if not self._quiet.holds(head):
            self._accounts = await self._looked(head)
        return self._accounts

    async def _looked(self, head: int) -> list[Account]:
        try:
            accounts = await self._known(head)
        except ENGINE_FAULTS:
            if self._running:
                raise
            return await self._recalled()
        await self._remembered.keep(accounts)
        self._quiet.begins(head)
        return accounts

    async def _known(self, head: int) -> list[Account]:
        """The accounts of the vault, less those that are paused."""
        await self._house.progress.reached(["channels"], head)
        accounts = await self._house.channel_settings.all()
        if self._hooks is not None:
            self._hooks.know(accounts)
        async with self._house.views.connect() as connection:
            view = view_of(CHANNELS)
            query = select(view).where(view.c.state == "paused")
            paused = {row.account for row in await rows(connection, CHANNELS, query)}
        return [one for one in accounts if one.name not in paused]

    async def _recalled(self) -> list[Account]:
        recalled = await self._remembered.recall()
        accounts = [one for one in recalled if not await self._is_paused(one)]
        if accounts:
            log.warning("channels.recalled", accounts=len(accounts))
        return accounts

    async def _is_paused(self, account: Account) -> bool:
        """By the log: what is remembered may be older than that."""
        query = {"last_by_subj": str(subject(account.name))}
        last = await message_at(self._house.nc, EVENTS, query)
        return last is not None and last.type == ChannelPaused.event_name

    def _ours(self, accounts: list[Account]) -> dict[str, Account]:
        """Those that this process does something for, by name."""
        chosen = (one for one in accounts if self._only is None or one.name in self._only)
        return {one.name: one for one in chosen if self._halves(one)}

    def _halves(self, account: Account) -> frozenset[Half]:
        return halves_of(account.channel, hooked=self._hooks is not None)

    async def _match(self, wanted: dict[str, Account]) -> None:
        await self._stop(
            name
            for name, one in list(self._running.items())
            if one.task.done() or wanted.get(name) != one.account
        )
        for name, account in wanted.items():
            if name not in self._running:
                self._start(account)

    def _start(self, account: Account) -> None:
        halves = self._halves(account)
        runner = Runner(self._house, self._doors, account, halves, self._hooks)
        work = runner.run() if self._hooks else self._alone(account, runner)
        task = asyncio.create_task(work, name=f"channel {account.name}")
        self._running[account.name] = _Running(account, runner, task)
        log.info("channel.opened", account=account.name, channel=account.channel)

    async def _alone(self, account: Account, runner: Runner) -> None:
        """A provider has one caller; what calls us may come in to many. Who waits is warm."""
        with contextlib.suppress(NotFound, ImportError):  # the runner says it in its own way
            await in_thread(provider_of(account.channel).warm)
        await self._house.leases.while_held(f"channel.{account.name}", runner.run)

    async def _stop(self, names: Iterable[str]) -> None:
        """All together: each may have a message in hand."""
        gone = {name: self._running.pop(name) for name in names}
        await ended(one.task for one in gone.values())
        for name, one in gone.items():
            error = None if one.task.cancelled() else one.task.exception()
            log.info("channel.closed", account=name, **({"reason": told(error)} if error else {}))
