"""Links that work once: 256 random bits, kept as a hash, void after their time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from contracts.ids import EmployeeId, drawn
from hub.clock import Clock
from hub.log.sealing import Secret, seal, unseal
from hub.vault.hashed import hash_of, new_secret
from hub.vault.schema import links


class Purpose(StrEnum):
    """What a link is for."""

    FIRST = "first"
    """The first administrator registers."""
    INVITATION = "invitation"
    RESET = "reset"
    EMAIL = "email"
    """An employee binds an address of theirs."""
    TELEGRAM = "telegram"
    """The same, by a code that they write to the company's bot."""


LASTS = {
    Purpose.FIRST: timedelta(hours=72),
    Purpose.INVITATION: timedelta(hours=72),
    Purpose.RESET: timedelta(minutes=30),
    Purpose.EMAIL: timedelta(minutes=30),
    Purpose.TELEGRAM: timedelta(minutes=30),
}


@dataclass(frozen=True, slots=True)
class OneTime:
    """A link, without what it is. `address`: what is bound by using it."""

    link_id: UUID
    purpose: Purpose
    employee_id: EmployeeId | None
    login: str | None
    address: str | None
    expires_at: datetime


class Links:
    """Makes, looks at and uses them."""

    def __init__(self, engine: AsyncEngine, secret: Secret, clock: Clock) -> None:
        self._engine = engine
        self._key = secret.vault_key
        self._clock = clock

    async def make(
        self,
        purpose: Purpose,
        employee: EmployeeId | None,
        *,
        login: str | None = None,
        address: str | None = None,
    ) -> tuple[str, datetime]:
        """The secret in the clear, and when it is void; earlier ones of this purpose are void now.

        Of addresses there may be several: each link binds another one.
        """
        id_, secret, now = drawn(), new_secret(), self._clock()
        until = now + LASTS[purpose]
        new = insert(links).values(
            link_id=id_,
            hash=hash_of(secret),
            purpose=purpose,
            employee_id=employee,
            login=login,
            address=seal(self._key, address.encode(), id_.bytes) if address else None,
            made_at=now,
            expires_at=until,
        )
        async with self._engine.begin() as connection:
            if purpose is not Purpose.EMAIL:
                await self._void(connection, links.c.purpose == purpose, employee)
            await connection.execute(new)
        return secret, until

    async def look(self, secret: str) -> OneTime | None:
        """What it is for, where it still works; looking never uses it."""
        query = select(links).where(links.c.hash == hash_of(secret), self._works())
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return self._read(row) if row else None

    async def use(self, secret: str) -> OneTime | None:
        """Use it: of all who do so at once, one gets it."""
        return await self._used(hash_of(secret), self._works(), used_by=None)

    async def claim(self, hashed: bytes, inbound: int) -> OneTime | None:
        """Use a code that came with this inbound; asked again by the same one, it is the same."""
        mine = or_(self._works(), links.c.used_by == inbound)
        code = and_(mine, links.c.purpose == Purpose.TELEGRAM)
        return await self._used(hashed, code, used_by=inbound)

    async def void_of(self, employee: EmployeeId) -> None:
        """None of an employee's links works any more."""
        async with self._engine.begin() as connection:
            await self._void(connection, links.c.used_at.is_(None), employee)

    async def made_lately(self, purpose: Purpose, employee: EmployeeId, since: timedelta) -> int:
        """How many links of a purpose an employee was given lately."""
        query = select(links.c.link_id).where(
            links.c.purpose == purpose,
            links.c.employee_id == employee,
            links.c.made_at > self._clock() - since,
        )
        async with self._engine.connect() as connection:
            return len((await connection.execute(query)).all())

    async def _used(
        self, hashed: bytes, works: ColumnElement[bool], used_by: int | None
    ) -> OneTime | None:
        used = update(links).where(links.c.hash == hashed, works)
        noted = used.values(used_at=self._clock(), used_by=used_by).returning(links)
        async with self._engine.begin() as connection:
            row = (await connection.execute(noted)).first()
        return self._read(row) if row else None

    async def _void(
        self,
        connection: AsyncConnection,
        which: ColumnElement[bool],
        employee: EmployeeId | None,
    ) -> None:
        whose = links.c.employee_id == employee if employee else links.c.employee_id.is_(None)
        voided = update(links).where(which, whose, links.c.used_at.is_(None))
        await connection.execute(voided.values(used_at=self._clock()))

    def _works(self) -> ColumnElement[bool]:
        return and_(links.c.used_at.is_(None), links.c.expires_at > self._clock())

    def _read(self, row: Row[Any]) -> OneTime:
        address = row.address and unseal(self._key, row.address, row.link_id.bytes).decode()
        purpose = Purpose(row.purpose)
        return OneTime(row.link_id, purpose, row.employee_id, row.login, address, row.expires_at)
