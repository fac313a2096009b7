"""The end of the story: everything has arrived, or has not; the books are closed."""

import asyncio
import contextlib
from datetime import timedelta

from hub.demo.books import balance
from hub.demo.desk import Desk
from hub.demo.diary import Diary
from hub.demo.scene import Scene
from hub.demo.summary import Summary, worth
from hub.demo.world import World

_SETTLE_SECONDS = 90.0
_LOOK_SECONDS = 0.3
_NOW = timedelta(0)


async def counted_up(scene: Scene, desk: Desk, around: World, diary: Diary) -> Summary:
    """Wait for what is under way, read everything anew, and compare.

    Raises:
        Transient: the hub does not answer.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_SETTLE_SECONDS):
            while not scene.balance.agrees:  # noqa: ASYNC110 - the answer lies in a server
                await asyncio.sleep(_LOOK_SECONDS)
    last = Desk(desk.api)
    await last.read()
    status = await last.api.call("GET", "/v1/status")
    books = scene.compare(around, diary, last)
    scene.balance = balance(books, scene.clock(), _NOW)
    return Summary(
        balance=scene.balance,
        cards=len([one for one in await last.api.items("/v1/clients") if one["identities"]]),
        counted=scene.counted,
        won=worth(last.lists["deals"]),
        events=status["heads"]["events"],
        repeated=_repeated(around),
    )


def _repeated(around: World) -> int:
    """Webhooks that the hub took, and had taken before."""
    taken = [one.event.id for one in around.exchange.deliveries if one.is_acknowledged]
    return len(taken) - len(set(taken))
