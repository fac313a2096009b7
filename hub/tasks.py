"""Ending tasks for certain, and not waiting for what cannot be ended."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar, cast

T = TypeVar("T")

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


async def finished(work: Coroutine[Any, Any, T], within: float) -> T:
    """What `work` returns. Told to stop meanwhile, it has so many seconds to come to its end."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=within)
        task.cancel()
        raise


async def in_thread(work: Callable[[], T]) -> T:
    """What `work` returns, from a thread that nobody waits for when the hub has to stop.

    For what may take seconds and changes nothing, such as an import; the loop's own threads are
    waited for at the end.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(error: Exception | None, value: T | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(cast("T", value))

    def run() -> None:
        error, value = None, None
        try:
            value = work()
        except Exception as raised:  # noqa: BLE001 - it is raised where it is awaited
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, error, value)

    threading.Thread(target=run, daemon=True).start()
    return await done
