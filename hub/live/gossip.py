"""Gossip: presence, told to open streams as it changes; to nobody of what they cannot reach."""

import asyncio
from collections.abc import Callable, Collection

import structlog

from hub.desk.presence import Presence, Seen
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.live.asides import aside
from hub.live.fact import Fact, block
from hub.live.holders import held
from hub.live.listeners import Listeners

_LOOK_SECONDS = 1.0
_ROUND_SECONDS = 15.0
"""So often everything is told again: a console forgets after 30 seconds, as this process does."""
_PACE_SECONDS = 0.25
"""Who walks through a list passes many conversations: only where they stay is told."""

log = structlog.get_logger()


class Gossip:
    """Tells what presence hears."""

    def __init__(self, house: House, listeners: Listeners) -> None:
        self.presence = Presence(house)
        self._house = house
        self._listeners = listeners
        self._round_at = 0.0

    async def telling(self, wake: Callable[[], None]) -> None:
        """Until cancelled; what cannot be judged now is not told at all."""
        await self.presence.changes(0)
        while True:
            news = [*await self.presence.changes(_LOOK_SECONDS), *self._again()]
            try:
                if news and self._listeners:
                    await self._tell(news)
                    wake()
            except ENGINE_FAULTS as error:
                log.debug("presence.untold", reason=type(error).__name__)
            await asyncio.sleep(_PACE_SECONDS)

    def _again(self) -> list[Seen]:
        """Everybody who is there, when it is time for another round."""
        now = asyncio.get_running_loop().time()
        if now < self._round_at + _ROUND_SECONDS:
            return []
        self._round_at = now
        return self.presence.now()

    async def _tell(self, news: Collection[Seen]) -> None:
        """By the same rule as what happens in the conversation: as a fact without a place."""
        facts = await held(self._house, [_fact(one) for one in news])
        await self._listeners.ask()
        aside(self._listeners, facts)


def _fact(seen: Seen) -> Fact:
    told: dict[str, object] = {
        "conversation_id": str(seen.conversation_id),
        "employee_id": str(seen.employee_id),
        "state": seen.state.value,
    }
    return Fact(0, "conversation", str(seen.conversation_id), block("presence", told))
