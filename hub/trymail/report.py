"""The report of a trial: by folder, by fate, and what deserves a look."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hub.trymail.accounting import Entry, Fate
from hub.trymail.finding import Skipped
from hub.trymail.trial import Result

_SLOWEST = 5


def faults_in(log: Path) -> Counter[str]:
    """The errors that the hub logged, by event."""
    lines = (json.loads(line) for line in log.read_text().splitlines() if line.startswith("{"))
    return Counter(line["event"] for line in lines if line.get("level") in {"error", "critical"})


def by_folder(entries: Iterable[Entry]) -> dict[str, Counter[str]]:
    """How many mails of each folder had each fate; `unreadable` beside them."""
    folders: dict[str, Counter[str]] = {}
    for entry in entries:
        count = folders.setdefault(entry.folder, Counter())
        count[entry.fate] += 1
        count["unreadable"] += entry.unreadable is not None
    return folders


def totals(result: Result) -> Counter[str]:
    """The same over all folders."""
    return sum(by_folder(result.entries).values(), Counter())


def lost(result: Result) -> list[Entry]:
    """Those that nothing became of."""
    return [entry for entry in result.entries if entry.fate is Fate.LOST]


def slowest(result: Result) -> list[Entry]:
    """Those that took longest, the slowest first."""
    timed = [entry for entry in result.entries if entry.seconds is not None]
    return sorted(timed, key=lambda entry: -(entry.seconds or 0))[:_SLOWEST]


def passed(result: Result) -> bool:
    """Whether nothing is lost, everything delivered was served, and the hub lives."""
    return result.alive and not lost(result) and result.served == result.delivered


def document(result: Result, skipped: Sequence[Skipped], faults: Counter[str]) -> dict[str, Any]:
    """All of it, for JSON."""
    return {
        "passed": passed(result),
        "alive": result.alive,
        "delivered": result.delivered,
        "served": result.served,
        "surplus_inbounds": result.surplus,
        "seconds": round(result.seconds, 3),
        "mails_per_second": round(rate(result), 1),
        "totals": totals(result),
        "folders": by_folder(result.entries),
        "slowest": [entry.path for entry in slowest(result)],
        "errors_logged": faults,
        "mails": [asdict(entry) for entry in result.entries],
        "skipped": [asdict(one) for one in skipped],
    }


def rate(result: Result) -> float:
    """Mails a second."""
    return result.served / result.seconds if result.seconds else 0.0
