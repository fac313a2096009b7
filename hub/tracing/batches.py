"""The spans of a batch: one for each trace in it, since all of a batch begins and ends together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from hub.clock import now
from hub.tracing.spans import Fact, Span, follow, tracing

_RECENT = timedelta(hours=1)
"""What is older is read again, by a rebuild or after a restore: its trace was told long ago."""


class Traced(Protocol):
    """A stored message, as far as its trace matters."""

    @property
    def seq(self) -> int: ...  # noqa: D102 - as `hub.log.codec.Stored` says
    @property
    def type(self) -> str: ...  # noqa: D102 - the same
    @property
    def time(self) -> datetime: ...  # noqa: D102 - the same
    @property
    def trace(self) -> str | None: ...  # noqa: D102 - the same


def follow_all(name: str, batch: Iterable[Traced], **facts: Fact) -> list[Span]:
    """A step of every trace that these events belong to; nothing where no traces are made."""
    if not tracing():
        return []
    spans = (
        follow(name, header, seq=events[-1].seq, events=[event.type for event in events], **facts)
        for header, events in _by_trace(batch).items()
    )
    return [span for span in spans if span]


def _by_trace(batch: Iterable[Traced]) -> Mapping[str, list[Traced]]:
    found = defaultdict[str, list[Traced]](list)
    for event in _recent(batch):
        if event.trace:
            found[event.trace].append(event)
    return found


def _recent(batch: Iterable[Traced]) -> Iterator[Traced]:
    since = now() - _RECENT
    return (event for event in batch if event.time > since)


def end_all(spans: Iterable[Span]) -> None:
    """They are over now."""
    for span in spans:
        span.end()
