"""Spans: how long a step on a contact's way took; where no traces are made, there are none.

What is noted of a step is where it happened and its kind: never a name, an address or a word.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Protocol

from hub.tracing.traceparent import Parent, parsed

Fact = str | int | Sequence[str]


class Span(Protocol):
    """A step that began and has not ended; one that never ends is told to nobody."""

    @property
    def header(self) -> str:
        """The `traceparent` of what follows from it."""
        ...

    def note(self, facts: Mapping[str, Fact]) -> None:
        """Say more of it."""
        ...

    def end(self) -> None:
        """It is over now."""
        ...


class Recorder(Protocol):
    """Who makes spans: the SDK, which is loaded only where traces are made."""

    def begin(self, name: str, parent: Parent | None, facts: Mapping[str, Fact]) -> Span | None:
        """A step that begins now; None if this trace is not among those that are recorded."""
        ...


_recorders: list[Recorder] = []
_running: ContextVar["_Running | None"] = ContextVar("running", default=None)


class _Running:
    """A span in whose name events are appended, until it is over."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.carried = False
        self.over = False


@contextlib.contextmanager
def recorded_by(recorder: Recorder) -> Iterator[None]:
    """Spans of this process go to this recorder for as long as this lasts."""
    _recorders.append(recorder)
    try:
        yield
    finally:
        _recorders.remove(recorder)


def tracing() -> bool:
    """Whether this process makes traces."""
    return bool(_recorders)


def begin(name: str, **facts: Fact) -> Span | None:
    """The first step of a trace."""
    return _recorders[-1].begin(name, None, facts) if _recorders else None


def follow(name: str, header: str | None, **facts: Fact) -> Span | None:
    """A step that follows from what has this header; None if that belongs to no trace."""
    if not _recorders:
        return None
    parent = parsed(header)
    return _recorders[-1].begin(name, parent, facts) if parent and parent.sampled else None


@contextlib.contextmanager
def within(span: Span | None) -> Iterator[None]:
    """What is appended here belongs to this span; where nothing is, it is told to nobody."""
    if span is None:
        yield
        return
    running = _Running(span)
    token = _running.set(running)
    try:
        yield
    finally:
        _running.reset(token)
        running.over = True
        if running.carried:
            span.end()


def current() -> str | None:
    """The header of what is appended here and now, if it belongs to a trace."""
    running = _running.get()
    if running is None or running.over:
        return None
    running.carried = True
    return running.span.header
