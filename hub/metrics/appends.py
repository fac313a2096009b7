"""Appends: how long the log takes to answer."""

import functools
import time
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

from prometheus_client import Histogram

from contracts.errors import Refused, StaleStream
from hub.metrics.registry import REGISTRY

P = ParamSpec("P")

_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)

_SECONDS = Histogram(
    "omnihub_append_seconds",
    "Until an append to EVENTS was answered, by its outcome: ok; stale: somebody was faster; "
    "unclear: whether it is in is not known; refused: it can never be in.",
    labelnames=("outcome",),
    buckets=_BUCKETS,
    registry=REGISTRY,
)
_BY_OUTCOME = {name: _SECONDS.labels(name) for name in ("ok", "stale", "unclear", "refused")}


def timed(
    append: Callable[P, Coroutine[Any, Any, int]],
) -> Callable[P, Coroutine[Any, Any, int]]:
    """The same append, measured."""

    @functools.wraps(append)
    async def measured(*args: P.args, **kwargs: P.kwargs) -> int:
        began, outcome = time.perf_counter(), "unclear"
        try:
            position = await append(*args, **kwargs)
            outcome = "ok"
        except StaleStream:
            outcome = "stale"
            raise
        except (Refused, ValueError):
            outcome = "refused"
            raise
        else:
            return position
        finally:
            _BY_OUTCOME[outcome].observe(time.perf_counter() - began)

    return measured
