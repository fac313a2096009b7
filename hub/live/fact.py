"""A fact as the stream tells it: where it stands and what it is, never what somebody said."""

from dataclasses import dataclass

import orjson
from fastapi.sse import format_sse_event

from contracts.ids import EmployeeId
from hub.log.codec import Stored, subject_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One event of the log; `text` is its block on the wire, made once for everybody.

    `holders` are who holds the card that it is about (none: nobody does); None: it is about no
    card. `handed`: something was given to somebody else.
    """

    seq: int
    aggregate: str
    id: str
    text: bytes
    holders: frozenset[EmployeeId] | None = None
    handed: bool = False


def fact_of(stored: Stored) -> Fact:
    """The fact; needs no key, since nothing personal is told.

    What is no event of ours is a fact of no aggregate: it has its place, and is shown to nobody.
    """
    try:
        subject, meta = subject_of(stored.subject), orjson.loads(stored.body)["meta"]
        at, actor = str(meta["at"]), str(meta["actor"])
    except (ValueError, KeyError, TypeError):
        return Fact(stored.seq, "", "", b"")
    told = {
        "seq": stored.seq,
        "type": stored.type,
        "subject": {"aggregate": subject.aggregate, "id": subject.id},
        "at": at,
        "actor": actor,
    }
    text = block(stored.type, told, stored.seq)
    handed = stored.type.endswith(".assigned")
    return Fact(stored.seq, subject.aggregate, subject.id, text, handed=handed)


def block(name: str, told: dict[str, object], seq: int | None = None) -> bytes:
    """A named block with its position, as the HTML standard's section on server-sent events."""
    id_ = None if seq is None else str(seq)
    return format_sse_event(event=name, data_str=orjson.dumps(told).decode(), id=id_)
