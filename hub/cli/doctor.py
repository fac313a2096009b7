"""`omnihub doctor`: is everything well that the hub stands on, and what is to be done if not?"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hub.cli.menu import FAILED
from hub.cli.options import Data, Json
from hub.cli.output import console, error_console, print_json
from hub.configuration.reading import read
from hub.doctor.checks import CHECKS
from hub.doctor.examine import Seen, examine, in_trouble
from hub.doctor.finding import Finding, State
from hub.doctor.patient import patient
from hub.logs.writing import log_errors_only

_STYLES = {
    State.OK: "green",
    State.WARNING: "yellow",
    State.TROUBLE: "bold red",
    State.SKIPPED: "dim",
}


def doctor(json: Json = False, data: Data = None) -> None:
    """Check what the hub stands on, and say what to do.

    Works whether the hub runs or not; changes nothing, and does not get in the way of one that
    runs. Of what cannot be looked at it says why. Exits with 1 if anything is in trouble, with 0
    otherwise, also if there are warnings.
    """
    log_errors_only()
    with _progress() as starting:
        seen = asyncio.run(_examined(data, starting))
    if json:
        print_json(_told(seen))
    else:
        _print(console(), seen)
    raise typer.Exit(FAILED if in_trouble(seen) else 0)


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """What is looked at now, on a terminal; the line goes when it is done."""
    errors = error_console()
    if not errors.is_terminal:
        yield lambda _: None
        return
    with errors.status("connecting") as status:
        yield lambda name: status.update(f"checking {name}")


async def _examined(data: Path | None, starting: Callable[[str], None]) -> list[Seen]:
    async with patient(read({"data": data})) as found:
        return [seen async for seen in examine(found, CHECKS, starting)]


def _told(seen: Sequence[Seen]) -> dict[str, object]:
    """`fine`: nothing is in trouble."""
    lines = [
        {"check": name, "state": one.state, "finding": one.said, "remedy": one.remedy or None}
        for name, one in _lines(seen)
    ]
    return {"fine": not in_trouble(seen), "counts": _counts(seen), "findings": lines}


def _lines(seen: Sequence[Seen]) -> list[tuple[str, Finding]]:
    return [(each.check, one) for each in seen for one in each.findings]


def _counts(seen: Sequence[Seen]) -> dict[str, int]:
    counted = Counter(one.state for _, one in _lines(seen))
    return {state.value: counted[state] for state in State}


def _print(out: Console, seen: Sequence[Seen]) -> None:
    table = Table(
        "CHECK", "STATE", "FINDING", "REMEDY", box=None, header_style="bold", pad_edge=False
    )
    for name, one in _lines(seen):
        table.add_row(
            Text(name), Text(one.state, style=_STYLES[one.state]), Text(one.said), Text(one.remedy)
        )
    out.print(table)
    out.print(_summary(_counts(seen)), markup=False, highlight=False)


def _summary(counts: dict[str, int]) -> str:
    said = {
        "in trouble": counts[State.TROUBLE],
        "to look at soon": counts[State.WARNING],
        "not looked at": counts[State.SKIPPED],
    }
    parts = [f"{count} {what}" for what, count in said.items() if count]
    if counts[State.TROUBLE]:
        return f"{', '.join(parts)}."
    return f"Nothing is in trouble; {', '.join(parts)}." if parts else "All is well."
