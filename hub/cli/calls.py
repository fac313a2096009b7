"""`omnihub calls`: who called, and whether somebody answered."""

from typing import Annotated, Any

import typer

from hub.access.bearer import AT_THE_MACHINE
from hub.api.models.calls import Call
from hub.api.paging import Page
from hub.api.queries import calls as asked
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.selling import Most, Personal, day, plain
from hub.cli.session import in_house
from hub.house import House

_EMPTY = "No call yet. Connect telephony with `omnihub channels add`."


def list_(
    missed: Annotated[bool, typer.Option("--missed", help="Only those nobody answered.")] = False,
    limit: Most = 50,
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Calls, the newest first."""
    filters = asked.CallFilters(missed=True if missed else None)

    async def work(house: House) -> Page[Call]:
        async with house.views.connect() as connection:
            return await asked.calls(connection, AT_THE_MACHINE, filters, limit, None)

    found = [plain(one, personal=personal) for one in in_house(data, work).items]
    if json:
        print_json(found)
        return
    headings = ("CALL", "AT", "WAY", "HOW", "SECONDS", "NAME", "LINE", "EXTENSION", "RECORDING")
    empty = "No call was missed." if missed else _EMPTY
    print_table(headings, (_line(one) for one in found), empty)


def _line(one: dict[str, Any]) -> list[Any]:
    rest = (one["duration_seconds"], one["name"], one["line"], one["extension"])
    return [one["call_id"], day(one["at"]), one["direction"], _how(one), *rest, _recording(one)]


def _how(one: dict[str, Any]) -> str:
    if one["missed"]:
        return "missed"
    return "answered" if one["answered_at"] else "over" if one["ended_at"] else "ringing"


def _recording(one: dict[str, Any]) -> str:
    if one["recording"]:
        return "here"
    return "awaited" if one["recording_pending"] else one["recording_failed"] or ""
