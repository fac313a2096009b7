"""Playing the story: every strand in its own time, each beat after the one before it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from hub.demo.acts import Beat, CallsBack, Outside, Story, Strand
from hub.demo.customers import Customers
from hub.demo.staff import Staff
from hub.tasks import ended

_BREATH_SECONDS = 1.5
_AGAIN_SECONDS = 0.5

Say = Callable[[str], None]
"""Says what is happening now, in a sentence."""


@dataclass
class Player:
    """Plays a story at a speed: 2.0 is twice as fast."""

    customers: Customers
    staff: Staff
    speed: float
    say: Say

    async def play(self, story: Story) -> None:
        """Return when everybody has done everything.

        Raises:
            HubError: the hub does not do what the story waits for.
        """
        began = asyncio.get_running_loop().time()
        playing = [asyncio.create_task(self._live(one, began)) for one in story.strands]
        try:
            await asyncio.gather(*playing)
        finally:
            await ended(playing, _AGAIN_SECONDS)

    async def _live(self, strand: Strand, began: float) -> None:
        clock, breath = asyncio.get_running_loop().time, 0.0
        for beat in strand:
            await asyncio.sleep(max(began + beat.at / self.speed - clock(), breath))
            await self._happen(beat)
            breath = _BREATH_SECONDS / self.speed  # somebody who is late does not race

    async def _happen(self, beat: Beat) -> None:
        act = beat.act

        def tell(by: str = "") -> None:
            self.say(beat.says.format(by=by))

        if isinstance(act, CallsBack):
            tell(await self.staff.caller_back(act.person))
            await self.customers.do(act)
        elif isinstance(act, Outside):
            tell()
            await self.customers.do(act)
        else:
            await self.staff.do(act, tell)
