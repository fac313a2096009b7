"""`omnihub projections rebuild`: computed anew from the log, compared, put in its place."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from contracts.errors import NotFound
from hub.cli.options import Data, Json
from hub.cli.output import error_console, print_json
from hub.cli.session import in_house
from hub.house import House
from hub.projector.rebuild import Rebuilder, Rebuilt
from hub.wiring import PROJECTIONS
from projections.kit import Projection


def rebuild(
    name: Annotated[str | None, typer.Argument(help="Which, as `projections list` says.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All of them, one after the other.")] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Compute a projection anew from the log, compare it with what served, and let it serve.

    Readers notice nothing: the old tables serve until the new ones are complete. Exits with 1 if
    the new one says anything else than the old one did, at the same position.
    """
    wanted = _wanted(name, every)
    done = in_house(data, lambda house: _rebuild(house, wanted))
    if json:
        print_json([{**asdict(one), "same": _same(one)} for one in done])
    else:
        for one in done:
            typer.echo(_verdict(one))
    raise typer.Exit(1 if any(_same(one) is False for one in done) else 0)


def _wanted(name: str | None, every: bool) -> list[Projection]:
    if every != (name is None):
        raise typer.BadParameter("name one projection, or say --all", param_hint="NAME")
    found = [one for one in PROJECTIONS if every or one.name == name]
    if not found:
        known = ", ".join(one.name for one in PROJECTIONS)
        raise NotFound(f"There is no projection {name}; there are: {known}.")
    return found


async def _rebuild(house: House, wanted: Sequence[Projection]) -> list[Rebuilt]:
    rebuilder = Rebuilder(house.nc, house.views, house.keys)
    with _progress() as progress:
        return [await _one(rebuilder, projection, progress) for projection in wanted]


async def _one(rebuilder: Rebuilder, projection: Projection, progress: Progress) -> Rebuilt:
    task = progress.add_task(projection.name, total=None)

    def told(position: int, of: int) -> None:
        progress.update(task, completed=position, total=of)

    return await rebuilder.rebuild(projection, told)


def _progress() -> Progress:
    """Position and end, events a second, and how long it will take."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    rate = TaskProgressColumn(show_speed=True)
    return Progress(*columns, rate, TimeRemainingColumn(), console=error_console())


def _same(one: Rebuilt) -> bool | None:
    """Whether both say the same; None where there was nothing to compare with."""
    return None if one.before is None else one.same


def _verdict(one: Rebuilt) -> str:
    words = {True: "the same as before", False: "NOT THE SAME as before", None: "new"}
    return f"{one.projection}: {words[_same(one)]} at {one.seq}, {one.after} (build {one.build})"
