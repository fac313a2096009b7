"""`omnihub sources`: where clients come from, what it costs and what it brings."""

from typing import Annotated

import typer

from hub.access.bearer import AT_THE_MACHINE
from hub.api.models.sources import Group, SourceRow, Sources
from hub.api.queries import sources as asked
from hub.api.queries.attribution import Model
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.selling import From, To, money, period
from hub.cli.session import in_house
from hub.house import House

_HEADINGS = (
    *("LEADS", "QUALIFIED", "REJECTED", "OPEN", "WON", "AMOUNT"),
    *("CLICKS", "COST", "PER LEAD", "PER WON"),
)
_EMPTY = "No lead and no click in this time."


def sources(
    since: From = None,
    until: To = None,
    model: Annotated[
        Model, typer.Option(help="Which of a lead's touches has the credit.")
    ] = "last",
    group: Annotated[Group, typer.Option(help="A row for each of these.")] = Group.SOURCE,
    json: Json = False,
    data: Data = None,
) -> None:
    """What came of leads, by the touch before each, and what its clicks cost.

    Counted are leads that were opened, and clicks that were made, in the time asked for.
    """
    when = period(since, until)

    async def work(house: House) -> Sources:
        async with house.views.connect() as connection:
            return await asked.sources(connection, AT_THE_MACHINE, when, model, group)

    found = in_house(data, work)
    if json:
        print_json(found.model_dump(mode="json"))
        return
    print_table((group.value.upper(), *_HEADINGS), (_line(row) for row in found.rows), _EMPTY)


def _line(row: SourceRow) -> list[object]:
    leads = [row.leads, row.qualified, row.rejected, row.open, row.won, money(row.won_amount)]
    costs = [money(one) for one in (row.cost, row.cost_per_lead, row.cost_per_won)]
    return [row.key or "none", *leads, row.clicks, *costs]
