"""`omnihub employee`: links by which people come in; each is shown this once, and works once."""

from typing import Annotated

import typer

from contracts.errors import Invalid, NotFound
from contracts.ids import EmployeeId
from hub.api.queries.employees import everybody
from hub.cli import ports
from hub.cli.options import Data, Json
from hub.cli.output import print_json
from hub.cli.session import in_house
from hub.house import House
from hub.signin import links
from hub.signin.links import Link

_ACTOR = "cli"
Who = Annotated[str, typer.Argument(help="The employee's id, or their whole name.")]


def invite(
    employee: Who,
    login: Annotated[str, typer.Option(help="By what they will sign in: a mail address, a name.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """Make a link by which an employee chooses a password, within 72 hours."""

    async def work(house: House) -> Link:
        who = await _named(house, employee)
        return await links.invite(house, begin_of(house), _ACTOR, who, login)

    _say(in_house(data, work), json=json)


def reset(
    employee: Who,
    without_code: Annotated[
        bool, typer.Option("--without-code", help="Their phone is gone: no second factor either.")
    ] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Make a link by which an employee chooses another password, within 30 minutes."""

    async def work(house: House) -> Link:
        who = await _named(house, employee)
        if without_code:
            await links.drop_totp(house, _ACTOR, who)
        return await links.reset(house, begin_of(house), _ACTOR, who)

    _say(in_house(data, work), json=json)


def first(json: Json = False, data: Data = None) -> None:
    """Make a link by which an administrator registers; earlier ones are void."""
    _say(in_house(data, lambda house: links.first(house, begin_of(house), _ACTOR)), json=json)


def begin_of(house: House) -> str:
    """How browsers reach the console of this hub."""
    return house.settings.api_url or ports.url(ports.as_noted(house.settings))


async def _named(house: House, said: str) -> EmployeeId:
    async with house.views.connect() as connection:
        here = [one for one in await everybody(connection) if not one.departed]
    found = [one.employee_id for one in here if said in {str(one.employee_id), one.name}]
    if not found:
        names = ", ".join(sorted(one.name or str(one.employee_id) for one in here)) or "nobody yet"
        raise NotFound(f"Nobody called {said} works here; here are: {names}.")
    if len(found) > 1:
        ids = ", ".join(str(one) for one in found)
        raise Invalid(f"Several are called {said}; say which by the id: {ids}.")
    return EmployeeId(found[0])


def _say(link: Link, *, json: bool) -> None:
    if json:
        print_json({"url": link.url, "expires_at": link.expires_at})
    else:
        typer.echo(link.url)
        typer.echo(f"It works once, until {link.expires_at:%Y-%m-%d %H:%M} UTC.", err=True)
