"""The header `traceparent`: which trace something belongs to (W3C Trace Context, level 1)."""

import re
from dataclasses import dataclass

TRACEPARENT = "traceparent"

_FORM = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_SAMPLED = 1


@dataclass(frozen=True, slots=True)
class Parent:
    """The span that something follows from; `sampled`: it is recorded, and so is what follows."""

    trace_id: int
    span_id: int
    sampled: bool


def parsed(text: str | None) -> Parent | None:
    """What a header says; None where it is missing or malformed: then there is no trace."""
    found = _FORM.fullmatch(text) if text else None
    if found is None:
        return None
    version, trace_id, span_id, flags, rest = found.groups()
    if version == "ff" or (version == "00" and rest):
        return None
    parent = Parent(int(trace_id, 16), int(span_id, 16), bool(int(flags, 16) & _SAMPLED))
    return parent if parent.trace_id and parent.span_id else None


def written(trace_id: int, span_id: int) -> str:
    """The header of a span that is recorded."""
    return f"00-{trace_id:032x}-{span_id:016x}-01"
