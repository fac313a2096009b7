"""Credentials: by what an employee signs in; the second factor is sealed in the vault.

A login is kept as it is compared: trimmed, casefolded, in one Unicode form (NFKC).
"""

import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.errors import Conflict
from contracts.ids import EmployeeId
from hub.clock import Clock
from hub.log.sealing import Secret, seal, unseal
from hub.vault.schema import credentials

_PURPOSE = b"totp"


@dataclass(frozen=True, slots=True)
class Credential:
    """Of one employee. `totp`, `totp_asked`: secrets in base32, the second not confirmed yet."""

    employee_id: EmployeeId
    login: str
    password_hash: str | None
    totp: str | None
    totp_asked: str | None


def login_of(said: str) -> str:
    """How it is compared."""
    return unicodedata.normalize("NFKC", said).strip().casefold()


class Credentials:
    """Reads and writes them."""

    def __init__(self, engine: AsyncEngine, secret: Secret, clock: Clock) -> None:
        self._engine = engine
        self._key = secret.vault_key
        self._clock = clock

    async def by_login(self, login: str) -> Credential | None:
        """Whose login this is, in any spelling."""
        return await self._one(select(credentials).where(credentials.c.login == login_of(login)))

    async def of(self, employee: EmployeeId) -> Credential | None:
        """An employee's, if they were ever invited."""
        return await self._one(select(credentials).where(credentials.c.employee_id == employee))

    async def any(self) -> bool:
        """Whether anybody can sign in."""
        query = select(credentials.c.employee_id).where(credentials.c.password_hash.is_not(None))
        async with self._engine.connect() as connection:
            return (await connection.execute(query.limit(1))).first() is not None

    async def name(self, employee: EmployeeId, login: str) -> None:
        """Give an employee this login; their password stays.

        Raises:
            Conflict: it is somebody else's.
        """
        values = {"login": login_of(login), "changed_at": self._clock()}
        new = insert(credentials).values(employee_id=employee, **values)
        named = new.on_conflict_do_update(index_elements=["employee_id"], set_=values)
        try:
            async with self._engine.begin() as connection:
                await connection.execute(named)
        except IntegrityError as error:
            raise Conflict("this login is somebody else's", field="login") from error

    async def set_password(self, employee: EmployeeId, password_hash: str) -> None:
        """From now on this one."""
        await self._set(employee, password_hash=password_hash)

    async def ask_totp(self, employee: EmployeeId, secret: str) -> None:
        """A second factor that counts once it is confirmed."""
        await self._set(employee, totp_asked=self._sealed(employee, secret))

    async def confirm_totp(self, employee: EmployeeId, secret: str, step: int) -> None:
        """From now on it counts; the code of this step was used for it."""
        sealed = self._sealed(employee, secret)
        await self._set(employee, totp=sealed, totp_asked=None, totp_step=step)

    async def drop_totp(self, employee: EmployeeId) -> bool:
        """The password alone counts again; returns whether there was a second factor."""
        dropped = (
            update(credentials)
            .where(credentials.c.employee_id == employee, credentials.c.totp.is_not(None))
            .values(totp=None, totp_asked=None, totp_step=None, changed_at=self._clock())
        )
        async with self._engine.begin() as connection:
            return bool((await connection.execute(dropped)).rowcount)

    async def use_step(self, employee: EmployeeId, step: int) -> bool:
        """Take the code of this step; False where it, or a later one, was taken before."""
        taken = (
            update(credentials)
            .where(credentials.c.employee_id == employee)
            .where(or_(credentials.c.totp_step.is_(None), credentials.c.totp_step < step))
            .values(totp_step=step)
        )
        async with self._engine.begin() as connection:
            return bool((await connection.execute(taken)).rowcount)

    async def forget(self, employee: EmployeeId) -> None:
        """An employee who left signs in by nothing."""
        async with self._engine.begin() as connection:
            await connection.execute(
                delete(credentials).where(credentials.c.employee_id == employee)
            )

    async def _one(self, query: Select[Any]) -> Credential | None:
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return self._credential(row) if row else None

    def _credential(self, row: Row[Any]) -> Credential:
        id_ = EmployeeId(row.employee_id)
        totp, asked = (self._opened(id_, one) for one in (row.totp, row.totp_asked))
        return Credential(id_, row.login, row.password_hash, totp, asked)

    async def _set(self, employee: EmployeeId, **values: Any) -> None:
        changed = update(credentials).where(credentials.c.employee_id == employee)
        async with self._engine.begin() as connection:
            await connection.execute(changed.values(changed_at=self._clock(), **values))

    def _sealed(self, employee: UUID, secret: str) -> bytes:
        return seal(self._key, secret.encode(), _PURPOSE + employee.bytes)

    def _opened(self, employee: UUID, sealed: bytes | None) -> str | None:
        return unseal(self._key, sealed, _PURPOSE + employee.bytes).decode() if sealed else None
