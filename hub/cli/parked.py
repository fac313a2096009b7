"""`omnihub parked list` and `show`: what waits for a person, and everything known of it."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from contracts.capture import Standing
from contracts.event import Event, Recorded
from contracts.inbound import Inbound
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.session import in_house
from hub.house import House
from hub.parked.kept import Kept, done_about, kept
from hub.parked.listing import OPEN, parked_inbound, parked_inbounds
from hub.parked.refolding import projection_named
from hub.parked.rows import StandingRow, standing_rows
from projections.parked import ParkedRow

Fields = dict[str, Any]

Personal = Annotated[
    bool, typer.Option("--personal", help="Show what says something about a person, too.")
]

_PLAIN = ("kind", "machine", "history", "unreadable", "raw", "arrived_at")
"""What says nothing about a person."""


def list_(
    discarded: Annotated[
        bool, typer.Option("--discarded", help="Those that somebody took off the list.")
    ] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """What waits for a person, what has waited longest first.

    inbound: capture could make nothing of what arrived; AT is its position on INBOUND. row: a row
    of a projection stands still since the event at that position of the log could not be folded.
    """
    found = in_house(data, lambda house: _listed(house, discarded))
    if json:
        print_json(found)
        return
    headings = ("WHAT", "AT", "WHERE", "SINCE", "TRIES", "STANDING", "REASON")
    empty = "Nothing is discarded." if discarded else "Nothing is parked."
    print_table(headings, (_line(one) for one in found), empty)


async def _listed(house: House, discarded: bool) -> list[Fields]:
    standing = (Standing.DISCARDED,) if discarded else OPEN
    async with house.views.connect() as connection:
        inbounds = await parked_inbounds(connection, standing)
    rows = [] if discarded else await standing_rows(house)
    both = [_inbound(row) for row in inbounds] + [_row(row) for row in rows]
    return sorted(both, key=lambda one: (str(one["since"]), one["at"]))


def _inbound(row: ParkedRow) -> Fields:
    said = asdict(row)
    return {"what": "inbound", "at": said.pop("inbound"), "since": said.pop("parked_at"), **said}


def _row(row: StandingRow) -> Fields:
    said = asdict(row)
    return {"what": "row", "at": said.pop("seq"), **said}


def _line(one: Fields) -> tuple[object, ...]:
    since = f"{one['since']:%Y-%m-%d %H:%M}" if one["since"] else None
    if one["what"] == "row":
        where = f"{one['projection']} {one['table']} {one['key']}"
        return ("row", one["at"], where, since, None, "standing still", one["error"])
    reason = one["discarded"] or one["reason"]
    where = f"{one['channel']} {one['account']}"
    return ("inbound", one["at"], where, since, one["tries"], one["standing"], reason)


def show(
    which: Annotated[
        str, typer.Argument(help="A position on INBOUND, or a projection, as `list` shows it.")
    ],
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Everything known of it, as JSON: what arrived, why it is parked, what was tried by whom.

    What says something about a person is left out unless --personal asks for it.
    """
    _ = json  # it is JSON in any case; programs may ask for it

    async def work(house: House) -> Fields:
        if which.isdecimal():
            return await shown(house, int(which), personal=personal)
        rows = await standing_rows(house, projection_named(which).name)
        return {"projection": which, "rows": [_row(row) for row in rows]}

    print_json(in_house(data, work))


async def shown(house: House, inbound: int, *, personal: bool) -> Fields:
    """A parked inbound, whole.

    Raises:
        NotFound: it was never parked.
    """
    async with house.views.connect() as connection:
        row = await parked_inbound(connection, inbound)
    history = [_step(one) for one in await done_about(house, inbound)]
    return _inbound(row) | _kept(await kept(house, inbound), personal) | {"history": history}


def _kept(found: Kept | None, personal: bool) -> Fields:
    if found is None:
        return {"kept": None}
    said = {"at": found.arrived_at, "size_bytes": found.size, "unreadable": found.unreadable}
    return {"kept": said | (_told(found.inbound, personal) if found.inbound else {})}


def _told(inbound: Inbound, personal: bool) -> Fields:
    said = inbound.model_dump(mode="json")
    plain = {name: said[name] for name in _PLAIN} | {"attachments": len(inbound.attachments)}
    return plain | ({"says": said} if personal else {})


def _step(recorded: Recorded[Event]) -> Fields:
    event = recorded.event
    said = event.model_dump(mode="json", exclude={"inbound"}, exclude_none=True)
    what = {"type": event.event_name, "at": recorded.at, "actor": recorded.actor}
    return {"seq": recorded.seq, **what, **said}
