"""`omnihub token`: who may use the API."""

from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import typer

from contracts.errors import NotFound
from contracts.ids import EmployeeId
from contracts.signin import TokenGiven, TokenRevoked
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.session import in_house
from hub.house import House
from hub.signin.noting import note
from hub.vault.tokens import Given

Name = Annotated[str, typer.Argument(help="Whose it is, or what it is for.")]


class TokenRole(StrEnum):
    """What the bearer may do."""

    ADMINISTRATOR = "administrator"
    EMPLOYEE = "employee"


def give(
    name: Name,
    role: Annotated[
        TokenRole, typer.Option(help="What the bearer may do.")
    ] = TokenRole.ADMINISTRATOR,
    employee: Annotated[
        UUID | None, typer.Option(help="The id of the employee who acts by it.")
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=1, max=36_500, help="Days until it ends; by default never.")
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Make a token; it is shown this once.

    Programs send it with every request: `Authorization: Bearer TOKEN`.
    """
    if role is TokenRole.EMPLOYEE and employee is None:
        raise typer.BadParameter("an employee's token names the employee", param_hint="--employee")

    async def work(house: House) -> tuple[str, datetime | None]:
        ends = house.clock() + timedelta(days=days) if days else None
        whose = EmployeeId(employee) if employee else None
        token = await house.tokens.give(name, role, whose, ends)
        event = TokenGiven(token=name, role=role, employee_id=whose)
        await note(house, "cli", event, whose)
        return token, ends

    token, ends = in_house(data, work)
    if json:
        print_json({"name": name, "role": role, "token": token, "expires_at": ends})
    else:
        typer.echo(token)


def list_(json: Json = False, data: Data = None) -> None:
    """Who has a token; never the tokens themselves."""
    given = in_house(data, lambda house: house.tokens.all())
    if json:
        print_json([asdict(one) for one in given])
        return
    headings = ("NAME", "ROLE", "EMPLOYEE", "GIVEN", "EXPIRES", "REVOKED")
    print_table(headings, (_row(one) for one in given), "Nobody has a token.")


def _row(given: Given) -> tuple[object, ...]:
    times = (given.created_at, given.expires_at, given.revoked_at)
    return (given.name, given.role, given.employee_id, *map(_day, times))


def _day(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if at else ""


def revoke(name: Name, json: Json = False, data: Data = None) -> None:
    """Make every token of a name worthless, from now on."""

    async def work(house: House) -> int:
        revoked = await house.tokens.revoke(name)
        if revoked:
            await note(house, "cli", TokenRevoked(token=name))
        return revoked

    count = in_house(data, work)
    if not count:
        raise NotFound(f"There is no token called {name}, or it was revoked; see `token list`.")
    if json:
        print_json({"name": name, "revoked": count})
    else:
        typer.echo(f"Revoked: {count}.")
