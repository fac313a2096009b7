"""`python -m bench`: measure, and print each figure beside its limit."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from bench import backlog, console, consoles, latency, leasing, lists, projecting, rest, starting
from bench.engines import Ground, ground
from bench.figures import Figure
from bench.scale import Scale, scale
from bench.shown import Say, progress, show
from hub.cli.serving import new_event_loop
from hub.logs.writing import log_errors_only

Measure = Callable[[Ground, Scale, Say], Awaitable[list[Figure]]]

MEASURES: dict[str, Measure] = {
    "capture": backlog.measure,
    "latency": latency.measure,
    "projector": projecting.measure,
    "start": starting.measure,
    "rest": rest.measure,
    "leases": leasing.measure,
    "lists": lists.measure,
    "consoles": consoles.measure,
    "console": console.measure,
}


def main(
    only: Annotated[list[str] | None, typer.Option(help="Only this one; several times.")] = None,
    quick: Annotated[bool, typer.Option(help="Small sizes, within 90 seconds.")] = False,
    json: Annotated[bool, typer.Option(help="Print a JSON document.")] = False,
    seed: Annotated[int, typer.Option(help="Who writes what follows from it.")] = 1,
) -> None:
    """Measure how fast the hub is, beside what the machine does at most."""
    unknown = set(only or ()) - MEASURES.keys()
    if unknown:
        raise typer.BadParameter(f"there are: {', '.join(MEASURES)}", param_hint="--only")
    log_errors_only()
    wanted = [name for name in MEASURES if not only or name in only]
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        figures = runner.run(_measured(wanted, scale(quick=quick, seed=seed)))
    show(figures, json=json)


async def _measured(wanted: list[str], size: Scale) -> list[Figure]:
    figures: list[Figure] = []
    async with ground() as on:
        for name in wanted:
            with progress(name) as say:
                figures += await MEASURES[name](on, size, say)
    return figures


typer.run(main)
