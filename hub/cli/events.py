"""`omnihub events`: the log, read."""

from collections import deque
from typing import Annotated, Any

import typer

from contracts.errors import NotFound
from hub.cli.options import Data, Json
from hub.cli.output import console, print_json, print_line
from hub.cli.session import in_house
from hub.cli.shown import shown
from hub.house import House
from hub.log.codec import Stored
from hub.log.jetstream import last_seq, message_at
from hub.log.read import Reader
from hub.log.streams import EVENTS

Personal = Annotated[
    bool, typer.Option("--personal", help="Show what says something about a person, too.")
]
Type = Annotated[str | None, typer.Option("--type", help="Only these, as in `message.received`.")]


def tail(
    after: Annotated[
        int | None, typer.Option(min=0, help="Begin behind this position, not with the latest.")
    ] = None,
    type_: Type = None,
    follow: Annotated[
        bool, typer.Option("--follow/--no-follow", help="Go on with those that come.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many at most, before following.")] = 20,
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """The latest events; with --after, those behind a position; with --follow, those that come.

    One line each. With --json a document each.
    """

    async def work(house: House) -> None:
        head = await last_seq(house.nc, EVENTS)
        for stored in await _past(house, after, head, type_, limit):
            await _say(house, [stored], personal, json)
        if follow:
            await _follow(house, head, type_, personal, json)

    in_house(data, work)


def show(
    seq: Annotated[int, typer.Argument(min=1, help="Its position on the log.")],
    personal: Personal = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """One event, whole, as JSON."""
    _ = json  # it is JSON in any case; programs may ask for it

    async def work(house: House) -> dict[str, Any]:
        stored = await message_at(house.nc, EVENTS, {"seq": seq})
        if stored is None:
            raise NotFound(f"There is no event at {seq}.")
        return (await shown(house, [stored], personal=personal))[0]

    print_json(in_house(data, work))


async def _past(
    house: House, after: int | None, head: int, type_: str | None, limit: int
) -> list[Stored]:
    """The first `limit` behind `after`; without it the last ones (all are read for a type)."""
    begin = after if after is not None else 0 if type_ else max(head - limit, 0)
    kept: deque[Stored] = deque(maxlen=None if after is not None else limit)
    if begin >= head:
        return []
    async with Reader(house.nc, EVENTS, begin) as reader:
        async for batch in reader.batches():
            kept.extend(one for one in batch if one.seq <= head and _wanted(one, type_))
            if reader.position >= head or (after is not None and len(kept) >= limit):
                break
    return list(kept)[:limit]


async def _follow(house: House, after: int, type_: str | None, personal: bool, json: bool) -> None:
    async with Reader(house.nc, EVENTS, after) as reader:
        async for batch in reader.batches():
            await _say(house, [one for one in batch if _wanted(one, type_)], personal, json)


def _wanted(stored: Stored, type_: str | None) -> bool:
    return type_ is None or stored.type == type_


async def _say(house: House, batch: list[Stored], personal: bool, json: bool) -> None:
    for event in await shown(house, batch, personal=personal):
        if json:
            print_line(event)
        else:
            console().out(_line(event), highlight=False)


def _line(event: dict[str, Any]) -> str:
    said = " ".join(f"{name}={value}" for name, value in event["data"].items() if value is not None)
    return f"{event['seq']:>8}  {event['at'][:19]}  {event['type']:<24} {event['subject']}  {said}"
