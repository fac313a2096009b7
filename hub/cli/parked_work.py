"""`omnihub parked retry` and `discard`: have what is parked tried again, or give it up."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from contracts.capture import Standing
from contracts.errors import Conflict
from hub.cli.options import Data, Json
from hub.cli.output import error_console, print_json
from hub.cli.session import in_house
from hub.house import House
from hub.parked.answers import answers
from hub.parked.asking import ask_again, ask_waiting
from hub.parked.asking import discard as give_up
from hub.parked.listing import parked_inbounds
from hub.parked.refolding import projection_named, refold
from hub.parked.rows import refuse_discard, standing_rows
from projections.parked import ParkedRow

_ACTOR = "cli"
_PARKED_AGAIN = 1


@dataclass(slots=True)
class Tried:
    """What came of a retry; `refused` holds why a projection still cannot be folded."""

    refolded: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    inbounds: list[ParkedRow] = field(default_factory=list)

    @property
    def parked(self) -> list[ParkedRow]:
        """Those that were parked again."""
        return [row for row in self.inbounds if row.standing is not Standing.SETTLED]


def retry(
    which: Annotated[
        list[str] | None, typer.Argument(help="Positions and projections, as `list` shows them.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Everything that is parked.")] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Have capture decide inbounds again; compute a projection anew whose rows stand still.

    Inbounds of one sender or conversation are tried in their order: while an earlier one stays
    parked, the later ones wait for it. Exits with 1 if anything is parked again.
    """
    if every != (not which):
        raise typer.BadParameter("name positions or projections, or say --all", param_hint="WHICH")
    tried = in_house(data, lambda house: _retry(house, which or []))
    if json:
        print_json(asdict(tried))
    else:
        for sentence in _said(tried):
            typer.echo(sentence)
    raise typer.Exit(_PARKED_AGAIN if tried.parked or tried.refused else 0)


async def _retry(house: House, which: Sequence[str]) -> Tried:
    """Rows first: an inbound may be parked because of them."""
    tried = Tried()
    names = [one for one in which if not one.isdecimal()] or await _standing(house, which)
    with _progress() as progress:
        for name in dict.fromkeys(names):
            await _refold(house, name, tried, progress)
        tried.inbounds = await _inbounds(house, which, progress)
    return tried


async def _standing(house: House, which: Sequence[str]) -> list[str]:
    return [] if which else [row.projection for row in await standing_rows(house)]


async def _refold(house: House, name: str, tried: Tried, progress: Progress) -> None:
    task = progress.add_task(name, total=None)

    def told(position: int, of: int) -> None:
        progress.update(task, completed=position, total=of)

    try:
        await refold(house, projection_named(name), told)
        tried.refolded.append(name)
    except Conflict as conflict:
        tried.refused.append(str(conflict))


async def _inbounds(house: House, which: Sequence[str], progress: Progress) -> list[ParkedRow]:
    named = [int(one) for one in which if one.isdecimal()]
    if which:
        seq = await ask_again(house, named, _ACTOR) if named else 0
    else:
        async with house.views.connect() as connection:
            named = [row.inbound for row in await parked_inbounds(connection)]
        seq = await ask_waiting(house, named, _ACTOR)
    if not named:
        return []
    task = progress.add_task("inbounds", total=len(named))

    def told(answered: int, of: int) -> None:
        progress.update(task, completed=answered, total=of)

    return await answers(house, named, seq, told)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeRemainingColumn(), console=error_console())


def _said(tried: Tried) -> list[str]:
    parked = tried.parked
    settled = len(tried.inbounds) - len(parked)
    said = [f"{name}: computed anew, every row moves again." for name in tried.refolded]
    said += tried.refused
    said += [f"Settled: {settled} of {len(tried.inbounds)} inbounds."] if tried.inbounds else []
    said += [f"The inbound {row.inbound} is parked again: {row.reason}." for row in parked]
    return said or ["Nothing is parked."]


def discard(
    which: Annotated[str, typer.Argument(help="A position on INBOUND, as `list` shows it.")],
    reason: Annotated[
        str, typer.Option(help="Why, for those who wonder. It stays on the log: name nobody.")
    ],
    json: Json = False,
    data: Data = None,
) -> None:
    """Take an inbound off the list. It stays on INBOUND for ever, and `retry` takes it up again."""

    async def work(house: House) -> dict[str, Any]:
        if not which.isdecimal():
            refuse_discard(projection_named(which).name)
        seq = await give_up(house, int(which), reason, _ACTOR)
        await house.progress.reached(["parked", "registry", "aggregates"], seq)
        return {"inbound": int(which), "reason": reason, "seq": seq}

    said = in_house(data, work)
    if json:
        print_json(said)
    else:
        typer.echo(f"The inbound {which} is discarded; `omnihub parked list --discarded` shows it.")
