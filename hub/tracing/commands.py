"""A request that appends something begins a trace: by its route, never by its address."""

import contextlib
from collections.abc import Iterator, MutableMapping
from typing import Any

from hub.tracing.spans import begin, within

_ONLY_READ = frozenset({"GET", "HEAD", "OPTIONS"})


@contextlib.contextmanager
def commanded(scope: MutableMapping[str, Any]) -> Iterator[None]:
    """For as long as a request is answered. A caller's own `traceparent` is not believed."""
    method = scope["method"]
    span = None if method in _ONLY_READ else begin("api.command", method=method)
    with within(span):
        try:
            yield
        finally:
            if span:
                span.note({"route": getattr(scope.get("route"), "path", "")})
