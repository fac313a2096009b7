"""Accounting: every mail that was served has exactly one fate."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from hub.trymail.arrivals import Arrival, digest_of
from hub.trymail.finding import Mail
from projections.registry import OutcomeRow


class Fate(StrEnum):
    """What became of a mail."""

    OPENED = "opened"
    """It began a conversation."""
    JOINED = "joined"
    """It went on with one."""
    ASIDE = "aside"
    """A machine wrote it, or there was nothing to do for another reason."""
    BOUNCE = "bounce"
    """It says that a message of ours did not arrive."""
    REPEAT = "repeat"
    """The hub had it already."""
    PARKED = "parked"
    """The hub could not make sense of it: kept, for a person to look at."""
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Entry:
    """A served mail and its fate.

    `seconds` passed between the mail before it on the log and this one. `repeats` is the path of
    the first one. `unreadable` says why its text is missing or cut.
    """

    path: str
    folder: str
    uid: int
    bytes: int
    fate: Fate
    reason: str | None = None
    repeats: str | None = None
    unreadable: str | None = None
    inbound: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class _Met:
    """A served mail, and the inbound that has its bytes."""

    uid: int
    mail: Mail | None
    size: int
    arrival: Arrival | None


def account_for(
    served: Mapping[int, bytes],
    names: Mapping[int, Mail | None],
    arrived: Sequence[Arrival],
    outcomes: Mapping[int, OutcomeRow],
) -> list[Entry]:
    """One entry for every mail that was served, in the order of UIDs."""
    met = list(_met(served, names, arrived))
    paths = {one.arrival.seq: _path(one) for one in met if one.arrival}
    pauses = _pauses(arrived)
    opened: set[UUID] = set()
    return [_entry(one, outcomes, paths, pauses, opened) for one in met]


def _met(
    served: Mapping[int, bytes], names: Mapping[int, Mail | None], arrived: Sequence[Arrival]
) -> Iterator[_Met]:
    """Served and arrived side by side, by their bytes alone; equal ones in order."""
    waiting: dict[bytes, list[Arrival]] = defaultdict(list)
    for arrival in arrived:
        waiting[arrival.digest].append(arrival)
    for uid, raw in sorted(served.items()):
        same = waiting[digest_of(raw)]
        yield _Met(uid, names.get(uid), len(raw), same.pop(0) if same else None)


def _entry(
    met: _Met,
    outcomes: Mapping[int, OutcomeRow],
    paths: Mapping[int, str],
    pauses: Mapping[int, float],
    opened: set[UUID],
) -> Entry:
    arrival = met.arrival
    row = outcomes.get(arrival.seq) if arrival else None
    fate, reason = _fate(row, opened) if row else (Fate.LOST, _why_lost(arrival))
    return Entry(
        path=_path(met),
        folder=met.mail.folder if met.mail else "?",
        uid=met.uid,
        bytes=met.size,
        fate=fate,
        reason=reason,
        repeats=paths.get(row.first, "?") if row and row.first else None,
        unreadable=arrival.unreadable if arrival else None,
        inbound=arrival.seq if arrival else None,
        seconds=pauses.get(arrival.seq) if arrival else None,
    )


def _fate(row: OutcomeRow, opened: set[UUID]) -> tuple[Fate, str | None]:
    match row.outcome:
        case "conversation" | "edit":
            first = row.conversation_id not in opened
            if row.conversation_id:
                opened.add(row.conversation_id)
            return (Fate.OPENED if first else Fate.JOINED), row.reason
        case other:
            return Fate(other), row.reason


def _why_lost(arrival: Arrival | None) -> str:
    if arrival is None:
        return "no inbound has these bytes"
    return "it is on the log, and nothing says what became of it"


def _path(met: _Met) -> str:
    return met.mail.path if met.mail else f"UID {met.uid}"


def _pauses(arrived: Sequence[Arrival]) -> dict[int, float]:
    """The seconds before each arrival; the first one's begin with the hub's own start."""
    pairs = pairwise(arrived)
    return {after.seq: (after.at - before.at).total_seconds() for before, after in pairs}
