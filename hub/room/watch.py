"""The watch over the room: measures every store, and has everybody know how full it is.

A look is cheap; what costs a question to an engine is asked more rarely, and at each look once it
gets tight. What follows is written into the house's condition, where the doors read it.
"""

import asyncio

import structlog

from hub.condition import Level
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.room.alarm import tell
from hub.room.asking import limits_of_log, size_of_databases
from hub.room.door import DATABASE, LOG
from hub.room.judging import Limits
from hub.room.measuring import folders, measured
from hub.room.saying import STORES, say
from hub.room.store import HELD_SECONDS, Watched
from hub.room.stuck import is_stuck, start_anew
from hub.supervision.pulse import beat

_LOOK_SECONDS = 2.0
_LOOKS_UNTIL_ASKED = 5
_ANEW_SECONDS = 10.0
_ANSWER_SECONDS = 3.0
"""An engine that is silent does not keep the next look waiting."""

log = structlog.get_logger()


class Room:
    """One in each process: every door has to know.

    Args:
        house: Whose stores are watched.
        look_seconds: How often they are measured.
        held_seconds: How long a write that failed for lack of room counts.
    """

    def __init__(
        self,
        house: House,
        look_seconds: float = _LOOK_SECONDS,
        held_seconds: float = HELD_SECONDS,
    ) -> None:
        settings = house.settings
        self._house = house
        self._pause = look_seconds
        self._folders = folders(settings)
        self._stores = [Watched(name, held_seconds) for name in STORES]
        percents = (
            settings.room_tight_percent,
            settings.room_cramped_percent,
            settings.room_full_percent,
        )
        self._limits = Limits(percents, settings.room_reserve_bytes)
        self._looks = 0
        self._started_anew_at: float | None = None

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            beat()
            await self.look()
            await asyncio.sleep(self._pause)

    async def look(self) -> None:
        """Measure everything once, and let it be known; a silent engine changes nothing."""
        for store in self._stores:
            if self._looks % _LOOKS_UNTIL_ASKED == 0 or self._told(store) > Level.ROOMY:
                await self._ask(store)
            await self._measure(store)
            self._judge(store)
        self._looks += 1
        for store in self._stores:
            await self._say(store)

    async def _measure(self, store: Watched) -> None:
        folder = self._folders.get(store.name)
        if folder is None:
            return
        try:
            store.of_folder = await measured(folder)
        except OSError as error:
            log.warning("store.not_measured", store=store.name, reason=error.strerror)

    async def _ask(self, store: Watched) -> None:
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                if store.name == LOG:
                    store.of_engine = await limits_of_log(self._house)
                    store.refuses = await is_stuck(self._house)
                    self._start_anew(store)
                if store.name == DATABASE and DATABASE not in self._folders:
                    store.of_engine = await size_of_databases(self._house)
        except ENGINE_FAULTS as error:
            log.debug("store.not_asked", store=store.name, reason=type(error).__name__)

    def _start_anew(self, store: Watched) -> None:
        """As soon as there is room; not again before it could answer."""
        now, before = _now(), self._started_anew_at
        is_full = any(
            self._limits.reached(one, Level.FULL, leaving=True) for one in store.of_folder
        )
        if store.refuses and not is_full and (before is None or now - before > _ANEW_SECONDS):
            self._started_anew_at = now
            start_anew(self._house)

    def _told(self, store: Watched) -> Level:
        return self._house.condition.stores.get(store.name, Level.ROOMY)

    def _judge(self, store: Watched) -> None:
        before = store.level
        store.judge(self._limits, self._told(store), _now())
        if store.is_known or before is Level.FULL:  # who was full by hearsay is not for ever
            self._house.condition.stores[store.name] = store.level
        if store.level is not before:
            tell(store, before)

    async def _say(self, store: Watched) -> None:
        """On the log, while it takes anything; what could not be said is said at a later look."""
        if not store.is_known or store.said is store.level or not self._can_say():
            return
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                await say(self._house, store.name, store.level, store.percent)
        except ENGINE_FAULTS as error:
            log.debug("store.not_said", store=store.name, reason=type(error).__name__)
        else:
            store.said = store.level

    def _can_say(self) -> bool:
        """The log's reserve is there for this; where even that is used up, nothing is written."""
        found = next(store for store in self._stores if store.name == LOG)
        return found.level is not Level.FULL or found.has_more_than(self._limits.reserve // 2)


def _now() -> float:
    return asyncio.get_running_loop().time()
