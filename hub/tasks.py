"""Ending tasks for certain."""

import asyncio
from collections.abc import Iterable
from typing import Any

_AGAIN_SECONDS = 4.0
"""Longer than the sender takes to bring an attempt to its end."""


async def ended(tasks: Iterable[asyncio.Task[Any]], again: float = _AGAIN_SECONDS) -> None:
    """Cancel these until each has ended, every `again` seconds; what they raise is theirs.

    Once is not always enough: `asyncio.wait_for` of Python 3.11, which the NATS client publishes
    through, forgets a cancellation that comes together with its answer (python/cpython#86296).
    """
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=again)
