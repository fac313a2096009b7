"""`omnihub leads`: who is interested, and whose each is."""

from typing import Annotated
from uuid import UUID

import typer

from contracts.errors import NotFound
from hub.access.bearer import AT_THE_MACHINE
from hub.api.models.sales import Lead, LeadCard, LeadStatus
from hub.api.paging import Page
from hub.api.queries import leads as asked
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.selling import Most, Personal, day, plain
from hub.cli.session import in_house
from hub.house import House

_EMPTY = "No lead yet. A form, a call or a first message opens one: `omnihub channels add`."


def list_(
    status: Annotated[LeadStatus | None, typer.Option(help="Only these.")] = None,
    limit: Most = 50,
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Leads, the newest first."""

    async def work(house: House) -> Page[Lead]:
        async with house.views.connect() as connection:
            return await asked.leads(
                connection, AT_THE_MACHINE, asked.LeadFilters(status), limit, None
            )

    found = [plain(one, personal=personal) for one in in_house(data, work).items]
    if json:
        print_json(found)
        return
    headings = ("LEAD", "STATUS", "OPENED", "CHANNEL", "NAME", "TITLE", "ASSIGNEE")
    names = ("lead_id", "status", "opened_at", "channel", "name", "title", "assignee_id")
    lines = [{**one, "opened_at": day(one["opened_at"])} for one in found]
    empty = f"No lead is {status}." if status else _EMPTY
    print_table(headings, ([one[name] for name in names] for one in lines), empty)


def show(
    lead: Annotated[UUID, typer.Argument(help="Its id, as `leads list` shows it.")],
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """One lead, whole, as JSON: what was filled in, and how the client came."""
    _ = json  # it is JSON in any case; programs may ask for it

    async def work(house: House) -> LeadCard | None:
        async with house.views.connect() as connection:
            return await asked.lead(connection, lead)

    found = in_house(data, work)
    if found is None:
        raise NotFound(f"There is no lead {lead}.")
    print_json(plain(found, personal=personal))
