"""Asking an engine again until it answers: what cannot be told now is told later."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from hub.faults import ENGINE_FAULTS

T = TypeVar("T")

_PAUSE_SECONDS = 0.5

log = structlog.get_logger()


async def insisted(ask: Callable[[], Awaitable[object]]) -> None:
    """Return once this was answered."""
    await answered(ask)


async def answered(ask: Callable[[], Awaitable[T]]) -> T:
    """The same, with the answer."""
    while True:
        try:
            return await ask()
        except ENGINE_FAULTS as error:
            log.debug("live.waits", reason=type(error).__name__)
            await asyncio.sleep(_PAUSE_SECONDS)
