"""A company of so many managers, each with clients of their own."""

from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import aiohttp

from bench.people import contact, conversation, said, sealed
from bench.raw import Message, put
from bench.working import captured
from contracts.errors import Transient
from contracts.ids import EmployeeId
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import INBOUND

CLIENTS_EACH = 5
_REFUSED = 400


@dataclass
class Manager:
    """Somebody at a console: how they ask, and whose clients they have."""

    employee: str
    headers: dict[str, str]
    people: list[int] = field(default_factory=list)


@dataclass
class Company:
    """Everybody, and the next contact's number."""

    house: House
    url: str
    http: aiohttp.ClientSession
    random: Random
    managers: list[Manager] = field(default_factory=list)
    written: int = 0

    async def ask(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        """The answer.

        Raises:
            Transient: there was none that is of use.
        """
        async with self.http.request(
            method, f"{self.url}/v1{path}", json=body, headers=headers
        ) as answer:
            told = await answer.json(content_type=None)
        if answer.status >= _REFUSED:
            raise Transient(f"{method} {path}: {told}")
        return told

    async def found(self, consoles: int) -> None:
        """Hire everybody, let their clients write, and give each manager their own."""
        chief = await self._headers("chief", "administrator", None)
        for number in range(consoles):
            hired = await self.ask("POST", "/employees", {"name": f"Менеджер {number}"}, chief)
            employee = hired["employee_id"]
            headers = await self._headers(f"manager {number}", "employee", employee)
            first = number * CLIENTS_EACH
            people = list(range(first, first + CLIENTS_EACH))
            self.managers.append(Manager(employee, headers, people))
        await put(self.house.nc, [self.letter(who) for one in self.managers for who in one.people])
        await captured(self.house, await last_seq(self.house.nc, INBOUND))
        for one in self.managers:
            act = {"kind": "assign", "employee_id": one.employee}
            theirs = [str(conversation(who)) for who in one.people]
            body = {"conversation_ids": theirs, "act": act}
            await self.ask("POST", "/bulk/conversations", body, chief)

    async def _headers(self, name: str, role: str, employee: str | None) -> dict[str, str]:
        who = EmployeeId(UUID(employee)) if employee else None
        token = await self.house.tokens.give(name, role, who)
        return {"Authorization": f"Bearer {token}"}

    def letter(self, who: int) -> Message:
        """The next contact of a person."""
        self.written += 1
        inbound = contact(self.written, who, said(self.random))
        return sealed(inbound, self.house.secret, self.house.clock())
