"""One account at work: opened, received from, sent through; opened again when it breaks."""

import asyncio
import contextlib
from collections.abc import Coroutine, Iterator
from functools import partial

import structlog

from contracts.channel import Channel
from contracts.errors import HubError, Misconfigured, Transient
from hub.accounts import state
from hub.accounts.calls import Calls
from hub.accounts.halves import Half
from hub.accounts.hooks import Hooks
from hub.accounts.host import host_of
from hub.accounts.providers import provider_of
from hub.accounts.receive import Receiver
from hub.doors import Doors
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.logs.faults import told
from hub.sender.run import Sender
from hub.supervision.pulse import Pulse, watched
from hub.tasks import ended, in_thread
from hub.vault.channels import Account
from hub.waking import Wake

_PATIENCE = 3
"""Failures in a row before anybody is told that the provider falters."""

_PAUSES = (0.2, 1.0, 2.0, 5.0, 15.0, 30.0)
_STEADY_SECONDS = 10.0
_SENDING_SECONDS = 300.0
"""For one message: large files go out slowly."""

log = structlog.get_logger()


class Runner:
    """Keeps one account's channel open until it is cancelled or misconfigured.

    `hooks` is where the account's requests come from, if it is called.
    """

    def __init__(
        self,
        house: House,
        doors: Doors,
        account: Account,
        halves: frozenset[Half],
        hooks: Hooks | None = None,
    ) -> None:
        self._house = house
        self._doors = doors
        self._account = account
        self._halves = halves
        self._hooks = hooks
        self.wake = Wake()
        self._failures = 0

    async def run(self) -> None:
        """Until cancelled; ends by itself when the operator has to repair something."""
        with structlog.contextvars.bound_contextvars(
            account=self._account.name, channel=self._account.channel
        ):
            while True:
                try:
                    await self._once()
                except Misconfigured as error:
                    log.error("channel.paused", reason=error.message)  # noqa: TRY400 - the words say it, a trace would not
                    await state.misconfigured(self._house, self._account.name, error)
                    return
                except (HubError, *ENGINE_FAULTS) as error:
                    await self._failed(error)
                except Exception as error:
                    log.exception("channel.broke")
                    await self._failed(error)

    async def _once(self) -> None:
        """Open the channel; do our halves until one of them breaks."""
        provider = provider_of(self._account.channel)
        settings = provider.settings.model_validate(self._account.settings)
        with self._requests() as requests:
            host = await host_of(self._house, self._account, requests)
            # a provider's library may take seconds to import; the loop must not stand still for it
            channel = await in_thread(partial(provider.open, settings, host))
            try:
                await self._work(channel, requests)
            finally:
                with contextlib.suppress(HubError, OSError, TimeoutError):
                    await channel.close()

    def _requests(self) -> contextlib.AbstractContextManager[Calls]:
        if self._hooks is None:
            return contextlib.nullcontext(Calls())
        return self._hooks.serving(self._account.name)

    async def _work(self, channel: Channel, requests: Calls) -> None:
        with watched() as pulse:
            tasks = [asyncio.create_task(work) for work in self._works(channel, requests, pulse)]
        steady = asyncio.create_task(self._steady())
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            raise Transient("the provider ended the connection")
        finally:
            requests.close()  # whoever waits is told at once, however long the rest takes
            await ended([*tasks, steady])

    def _works(
        self, channel: Channel, requests: Calls, pulse: Pulse
    ) -> Iterator[Coroutine[None, None, None]]:
        if Half.RECEIVE in self._halves:
            door = self._doors.inbounds(self._account.channel)
            yield Receiver(self._house, self._account, door).run(channel)
            yield requests.stuck()
        if Half.SEND in self._halves:
            yield Sender(self._house, self._account, channel, self.wake).run()
            yield pulse.felt(_SENDING_SECONDS)

    async def _steady(self) -> None:
        """A connection that has held for a while is a recovery."""
        await asyncio.sleep(_STEADY_SECONDS if self._failures else 0)
        self._failures = 0
        with contextlib.suppress(HubError, *ENGINE_FAULTS):
            await state.recovered(self._house, self._account.name)

    async def _failed(self, error: Exception) -> None:
        self._failures += 1
        log.warning("channel.faltered", failures=self._failures, reason=told(error))
        if self._failures == _PATIENCE:
            with contextlib.suppress(HubError, *ENGINE_FAULTS):
                await state.faltered(self._house, self._account.name, _words(error))
        pause = _PAUSES[min(self._failures, len(_PAUSES)) - 1]
        wish = error.retry_after if isinstance(error, Transient) else None
        await asyncio.sleep(max(pause, wish or 0))


def _words(error: Exception) -> str:
    """What a fault that is not ours says may quote a client: it stays out of the log."""
    return str(error) if isinstance(error, HubError) else told(error)
