"""Ready: whether this process does what it is there for, and why not, in words for anybody."""

from dataclasses import replace

from hub.condition import Condition, Part
from hub.looking.engines import Answering

UNOPENED = "The engines were not reached yet."


def reasons(condition: Condition, engines: Answering | None) -> list[str]:
    """Why it is not ready; none if it is. `engines` is None as long as none were reached."""
    silent = engines.silent() if engines else [UNOPENED]
    return [*silent, *_told_to_anybody(condition).troubles()]


def _told_to_anybody(condition: Condition) -> Condition:
    """Without a fault's own words: they may name addresses, or hold what a client wrote."""
    parts = {name: Part(part.state, "see its log") for name, part in condition.parts.items()}
    return replace(condition, parts=parts)
