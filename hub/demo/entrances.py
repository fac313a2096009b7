"""Ways into the console, for whoever wants to look around when the story is told."""

import secrets
from dataclasses import dataclass

from contracts.errors import Refused
from hub.demo.api import Api
from hub.demo.company import Team

_REFUSED = 400


@dataclass(frozen=True)
class Entrance:
    """Somebody of the company, and how to sign in as them."""

    name: str
    login: str
    password: str


async def opened(api: Api, team: Team) -> list[Entrance]:
    """Everybody gets a login, by an invitation as in real life; the password is the same for all.

    Raises:
        Refused: the hub does not want it.
    """
    password = f"demo-{secrets.token_urlsafe(12)}"  # fewer letters would be refused as obvious
    entrances = [Entrance(name, key, password) for name, key in team.keys.items()]
    for entrance in entrances:
        await _let_in(api, team.ids[entrance.name], entrance)
    return entrances


async def _let_in(api: Api, employee: str, entrance: Entrance) -> None:
    path = f"/v1/employees/{employee}/invitation"
    link = (await api.insist("POST", path, {"login": entrance.login}))["url"]
    body = {"token": link.partition("#")[2], "password": entrance.password}
    headers = {"X-Omnihub": "console", "Origin": api.url}
    used = api.session.post(f"{api.url}/v1/links/use", json=body, headers=headers)
    async with used as answer:
        if answer.status >= _REFUSED:
            raise Refused(f"the invitation was not taken: {await answer.text()}")
