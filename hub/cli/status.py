"""`omnihub status`: is it running, and does anything lag or falter?"""

import asyncio

import typer

from contracts.errors import HubError
from hub.cli.environment import settings_for
from hub.cli.look import look
from hub.cli.options import Data, Json
from hub.cli.output import console, print_json, print_table
from hub.cli.picture import Picture, troubles
from hub.cli.session import visit
from hub.logs.writing import log_errors_only
from hub.looking.readers import ProjectionAt
from hub.room.saying import StoreSaid
from hub.settings import Settings

TROUBLE = 1
UNREACHABLE = 2


def status(json: Json = False, data: Data = None) -> None:
    """Is it running, and does anything lag or falter?

    Exits with 0 if all is well; 1 if something lags, falters or was put aside for a person;
    2 if the hub cannot be reached.
    """
    log_errors_only()
    try:
        picture = asyncio.run(_look(settings_for(data)))
    except HubError as error:
        _unreachable(error, json)
        raise typer.Exit(UNREACHABLE) from error
    said = troubles(picture)
    if json:
        print_json({"running": True, "fine": not said, **picture.told()})
    else:
        _print(picture, said)
    raise typer.Exit(TROUBLE if said else 0)


async def _look(settings: Settings) -> Picture:
    async with visit(settings) as house:
        return await look(house)


def _unreachable(error: HubError, json: bool) -> None:
    if json:
        print_json({"running": False, "fine": False, "troubles": [str(error)]})
    else:
        typer.secho(f"Not running: {error}", fg=typer.colors.RED, err=True)


def _print(picture: Picture, said: list[str]) -> None:
    say = console().out
    say(f"API            {picture.api} {'answers' if picture.api_answers else 'is silent'}")
    say(f"Log            INBOUND {picture.inbound_head}, EVENTS {picture.events_head}")
    capture = picture.capture
    say(f"Capture        at {capture.position} of INBOUND, {_lag(capture.lag)}")
    say(f"Put aside      {picture.parked_inbounds} inbounds, {picture.parked_rows} rows")
    say(f"To be sent     {picture.deliveries_open}")
    say(f"Clocks overdue {picture.clocks_overdue}")
    say(f"Stores         {', '.join(_store(store) for store in picture.stores)}")
    say("")
    print_table(("PROJECTION", "AT", "LAG", "PARKED"), (_row(p) for p in picture.projections))
    say("")
    headings = ("ACCOUNT", "CHANNEL", "STATE", "REASON", "REMEDY")
    lines = ((c.account, c.channel, c.state, c.reason, c.remedy) for c in picture.channels)
    print_table(headings, lines, "No account is connected.")
    say("")
    if picture.leases:
        print_table(("LEASE", "HELD BY"), sorted(picture.leases.items()))
        say("")
    for trouble in said or ["All is well."]:
        say(trouble)


def _row(projection: ProjectionAt) -> tuple[object, ...]:
    return (projection.name, projection.position, projection.lag, projection.parked)


def _store(store: StoreSaid) -> str:
    level = store.level.name.lower()
    return f"{store.store} {level}" + (f" ({store.percent} %)" if store.level else "")


def _lag(lag: int) -> str:
    return f"{lag} behind" if lag else "up to date"
