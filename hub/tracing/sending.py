"""Sending traces for as long as a process runs, if the settings say where to."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial
from importlib import import_module
from typing import Any

from hub.settings import Settings
from hub.tasks import in_thread
from hub.tracing.spans import recorded_by

_LEAVE_SECONDS = 1.0
"""What the collector has not taken by then is lost: a hub that stops is not held up by it."""


@contextlib.asynccontextmanager
async def traces_sent(settings: Settings) -> AsyncIterator[None]:
    """Traces are made and sent to `otlp_endpoint`; without one the SDK is not even loaded."""
    if settings.otlp_endpoint is None:
        yield
        return
    sdk: Any = await in_thread(partial(import_module, "hub.tracing.sdk"))
    recorder = sdk.exporting(settings.otlp_endpoint, settings.trace_share, settings.instance)
    try:
        with recorded_by(recorder):
            yield
    finally:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LEAVE_SECONDS):
                await in_thread(recorder.close)
