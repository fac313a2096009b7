"""`omnihub funnel`: how deals go through the stages."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from contracts.errors import NotFound
from contracts.pipeline import SALES
from hub.access.bearer import AT_THE_MACHINE
from hub.api.models.funnel import By, Funnel, FunnelGroup, StageNumbers
from hub.api.queries import funnel as asked
from hub.api.queries.period import Period
from hub.api.queries.pipelines import pipeline as named
from hub.cli.options import Data, Json
from hub.cli.output import console, print_json, print_table
from hub.cli.selling import From, To, period
from hub.cli.session import in_house
from hub.house import House

_HEADINGS = (
    *("STAGE", "ENTERED", "ON", "BACK", "WON", "LOST", "INSIDE"),
    *("MEDIAN", "P90", "TO NEXT", "TO WON"),
)
_EMPTY = "Nothing happened in this time."


def funnel(
    pipeline: Annotated[str, typer.Option(help="Which one; see `pipelines list`.")] = SALES,
    since: From = None,
    until: To = None,
    by: Annotated[By, typer.Option(help="All of it (stage), or each of these.")] = By.STAGE,
    json: Json = False,
    data: Data = None,
) -> None:
    """Stage by stage: how many stays began and how they ended, how long they took, what was won.

    Counted are stays in stages, and leads, that began in the time asked for, as they stand now.
    """
    when = period(since, until)
    found = in_house(data, lambda house: _found(house, pipeline, when, by))
    if json:
        print_json(found.model_dump(mode="json"))
        return
    for group in found.groups:
        _print(group, by)
    if not found.groups:
        console().print(_EMPTY)


async def _found(house: House, name: str, when: Period, by: By) -> Funnel:
    async with house.views.connect() as connection:
        pipeline = await named(connection, name)
        if pipeline is None:
            raise NotFound(f"There is no pipeline {name}; `omnihub pipelines list` shows them.")
        return await asked.funnel(connection, AT_THE_MACHINE, pipeline, when, by)


def _print(group: FunnelGroup, by: By) -> None:
    leads, say = group.leads, console().out
    if by is not By.STAGE:
        say(f"{by}: {group.key or 'none'}")
    say(
        f"Leads {leads.opened}: open {leads.open}, qualified {leads.qualified} "
        f"({_share(leads.to_qualified)}), rejected {leads.rejected}"
    )
    print_table(_HEADINGS, (list(_line(stage)) for stage in group.stages))
    say("")


def _line(stage: StageNumbers) -> Iterator[Any]:
    yield stage.title or f"{stage.stage} (gone)"
    yield from (stage.entered, stage.forward, stage.back, stage.won, stage.lost, stage.inside)
    yield from (lasted(stage.median_seconds), lasted(stage.p90_seconds))
    yield from (_share(stage.to_next), _share(stage.to_won))


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def lasted(seconds: float | None) -> str:
    """So long, in its two largest units."""
    if seconds is None:
        return "–"
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} s"
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    return (
        f"{days} d {hours} h" if days else f"{hours} h {minutes} min" if hours else f"{minutes} min"
    )
