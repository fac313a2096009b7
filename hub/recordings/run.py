"""The recordings' actor: catch up, fetch what is at the providers, keep it, say so on the log."""

import asyncio
import re
from collections.abc import Iterable
from functools import partial

import structlog

from contracts.call import RecordingFailed, RecordingKept
from contracts.errors import Misconfigured, Refused, Transient, Undeliverable
from contracts.event import Subject
from contracts.ids import derived
from hub.accounts.providers import provider_of
from hub.commands import OnSubject, States, carry_out
from hub.faults import ENGINE_FAULTS
from hub.fetching import Fetched, Fetcher
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.logs.faults import told
from hub.recordings.patience import Patience
from hub.recordings.source import Providers, source_of
from hub.recordings.wanting import MOST, wanted
from hub.room.door import has_room_for_files
from hub.supervision.pulse import beat
from projections.calls import CallRow

NEEDS = ("aggregates", "calls")
"""The projections that it reads."""

MOST_BYTES = 200 * 1024 * 1024
FETCH_SECONDS = 300.0

_AT_ONCE = 2
_LOOK_SECONDS = 1.0
_PAUSE_SECONDS = 0.5
_UNKNOWN = "application/octet-stream"
_AUDIO = re.compile(r"audio/[a-z0-9][a-z0-9.+-]{0,60}")

log = structlog.get_logger()


class Recordings:
    """Two at a time do no harm: they keep the same bytes at the same address, and say so once.

    Args:
        house: Where calls, accounts and blobs are.
        fetcher: The guard before the providers.
        providers: Finds the channel of an account.
    """

    def __init__(
        self, house: House, fetcher: Fetcher | None = None, providers: Providers = provider_of
    ) -> None:
        self._house = house
        self._fetcher = fetcher or Fetcher()
        self._providers = providers
        self._patience = Patience()
        self._seen = -1

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            beat()
            try:
                is_more = await self._look()
                await asyncio.sleep(0 if is_more else _LOOK_SECONDS)
            except ENGINE_FAULTS as error:
                log.warning("recordings.interrupted", reason=told(error))
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _look(self) -> bool:
        """Fetch what there is to fetch; tells whether there may be more.

        While there is no room for files the recordings stay with their providers, untried.
        """
        house = self._house
        if not has_room_for_files(house.condition):
            return False
        head = await last_seq(house.nc, EVENTS)
        if head == self._seen and not self._patience.is_due(house.clock()):
            return False
        await house.progress.reached(NEEDS, head)
        found = await wanted(house, self._patience.waiting(house.clock()))
        await self._settle_all(found)
        if len(found) < MOST:
            self._seen = head
        return bool(found)

    async def _settle_all(self, calls: Iterable[CallRow]) -> None:
        room = asyncio.Semaphore(_AT_ONCE)

        async def one(call: CallRow) -> None:
            async with room:
                await self._settle(call)

        async with asyncio.TaskGroup() as group:
            for call in calls:
                group.create_task(one(call))

    async def _settle(self, call: CallRow) -> None:
        """Bring a recording to its end, or leave it alone for a while."""
        try:
            fact = await self._fact(call)
            await self._say(fact)
        except (Misconfigured, *ENGINE_FAULTS) as error:
            self._patience.failed(call.call_id, self._house.clock())
            log.info("recording.postponed", call_id=str(call.call_id), reason=told(error))
        else:
            self._patience.forget(call.call_id)
            log.info(fact.event_name, call_id=str(call.call_id))

    async def _fact(self, call: CallRow) -> RecordingKept | RecordingFailed:
        failed = partial(RecordingFailed, call_id=call.call_id)
        try:
            fetched = await self._fetched(call)
        except (Refused, Undeliverable) as error:
            return failed(reason=str(error))
        except (Transient, Misconfigured) as error:
            if not self._patience.is_exhausted(call.call_id, self._house.clock()):
                raise
            return failed(reason=f"it was tried for a day: {error}")
        return RecordingKept(
            call_id=call.call_id,
            blob=await self._house.blobs.keep(fetched.body),
            media_type=fetched.media_type if _AUDIO.fullmatch(fetched.media_type) else _UNKNOWN,
            size=len(fetched.body),
        )

    async def _fetched(self, call: CallRow) -> Fetched:
        async with source_of(self._house, call.account, self._providers) as source:
            url, headers = source.channel.media(call.recording_url or "")
            fetched = await self._fetcher.fetch(
                url,
                hosts=source.hosts,
                headers=headers,
                most_bytes=MOST_BYTES,
                seconds=FETCH_SECONDS,
            )
        if not fetched.body:
            raise Transient("nothing is in it yet")
        return fetched

    async def _say(self, fact: RecordingKept | RecordingFailed) -> None:
        """On the log, unless somebody was faster."""
        subject = Subject("call", str(fact.call_id))

        def decide(states: States) -> list[OnSubject]:
            return [] if states[subject].kept else [(subject, fact)]

        by = By("recordings", self._house.clock())
        seq = await carry_out(
            self._house, derived("recording", fact.call_id), by, [subject], decide
        )
        await self._house.progress.reached(NEEDS, seq)
