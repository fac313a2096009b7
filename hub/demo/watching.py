"""Watching: the log as it flows, and the API again whenever something happened."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from contracts.errors import Transient
from hub.demo.desk import Desk, parts
from hub.demo.diary import Diary
from hub.demo.live import facts
from hub.demo.scene import Scene
from hub.demo.world import World
from hub.tasks import ended

_REST_SECONDS = 0.4
"""Between two looks at the API."""
_AGAIN_SECONDS = 0.5


@contextlib.asynccontextmanager
async def watching(scene: Scene, desk: Desk, around: World, diary: Diary) -> AsyncIterator[None]:
    """The scene is kept up to date for as long as this lasts.

    Raises:
        Refused: the hub does not want to be looked at.
    """
    touched: set[str] = set()
    tasks = [
        asyncio.create_task(_follow(scene, desk, touched)),
        asyncio.create_task(_look(scene, desk, around, diary, touched)),
    ]
    try:
        yield
    finally:
        await ended(tasks, _AGAIN_SECONDS)
    for task in tasks:
        if not task.cancelled():
            task.result()


async def _follow(scene: Scene, desk: Desk, touched: set[str]) -> None:
    async for fact in facts(desk.api):
        scene.hear(fact)
        touched.add(fact.aggregate)


async def _look(scene: Scene, desk: Desk, around: World, diary: Diary, touched: set[str]) -> None:
    while True:
        asked = set(touched)
        touched.clear()
        try:
            await desk.read(parts(asked))
        except Transient:
            touched |= asked
        scene.compare(around, diary)
        await asyncio.sleep(_REST_SECONDS)
