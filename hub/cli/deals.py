"""`omnihub deals`: what is being sold, and where it stands."""

from typing import Annotated, Any
from uuid import UUID

import typer

from contracts.errors import NotFound
from hub.access.bearer import AT_THE_MACHINE
from hub.api.models.sales import Deal, DealCard, DealStatus
from hub.api.paging import Page
from hub.api.queries import deals as asked
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.selling import Most, Personal, day, plain
from hub.cli.session import in_house
from hub.house import House

_EMPTY = "No deal like this. A lead that is qualified becomes one."


def list_(
    status: Annotated[DealStatus | None, typer.Option(help="Only these.")] = None,
    pipeline: Annotated[str | None, typer.Option(help="Only those of this pipeline.")] = None,
    stage: Annotated[str | None, typer.Option(help="Only those in this stage.")] = None,
    limit: Most = 50,
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Deals, the newest first."""
    filters = asked.DealFilters(status, pipeline=pipeline, stage=stage)

    async def work(house: House) -> Page[Deal]:
        async with house.views.connect() as connection:
            return await asked.deals(connection, AT_THE_MACHINE, filters, limit, None)

    found = [plain(one, personal=personal) for one in in_house(data, work).items]
    if json:
        print_json(found)
        return
    headings = ("DEAL", "STATUS", "PIPELINE", "STAGE", "SINCE", "PRICE", "NAME", "OWNER")
    print_table(headings, (_line(one) for one in found), _EMPTY)


def _line(one: dict[str, Any]) -> list[Any]:
    names = ("deal_id", "status", "pipeline", "stage")
    price = one["price"] and f"{one['price']['amount']} {one['price']['currency']}"
    since = day(one["stage_since"])
    return [*(one[name] for name in names), since, price, one["name"], one["owner_id"]]


def show(
    deal: Annotated[UUID, typer.Argument(help="Its id, as `deals list` shows it.")],
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """One deal, whole, as JSON: its way through the stages as well."""
    _ = json  # it is JSON in any case; programs may ask for it

    async def work(house: House) -> DealCard | None:
        async with house.views.connect() as connection:
            return await asked.deal(connection, deal)

    found = in_house(data, work)
    if found is None:
        raise NotFound(f"There is no deal {deal}.")
    print_json(plain(found, personal=personal))
