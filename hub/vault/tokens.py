"""API tokens: 256 random bits, shown once, kept as a hash."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, LargeBinary, any_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.ids import EmployeeId, drawn
from hub.access.bearer import Bearer
from hub.clock import Clock
from hub.questions import Question, said
from hub.vault.schema import tokens

_BYTES = 32
_PREFIX = "hub_"

_ALIVE = Question(
    select(tokens)
    .where(tokens.c.hash == any_(said("hashes", ARRAY(LargeBinary))))
    .where(tokens.c.revoked_at.is_(None))
    .where(
        or_(
            tokens.c.expires_at.is_(None),
            tokens.c.expires_at > said("now", DateTime(timezone=True)),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Given:
    """A token that was given, without what it is."""

    token_id: UUID
    name: str
    role: str
    employee_id: EmployeeId | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    scopes: list[str] | None


class Tokens:
    """Gives, recognises and revokes tokens."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    async def give(
        self,
        name: str,
        role: str,
        employee: EmployeeId | None = None,
        expires_at: datetime | None = None,
        scopes: Collection[str] | None = None,
    ) -> str:
        """A new token in the clear: this is the only time anybody sees it.

        `scopes` are the only actions that it is good for.
        """
        token = _PREFIX + secrets.token_urlsafe(_BYTES)
        async with self._engine.begin() as connection:
            await connection.execute(
                insert(tokens).values(
                    token_id=drawn(),
                    hash=_hash(token),
                    name=name,
                    role=role,
                    employee_id=employee,
                    created_at=self._clock(),
                    expires_at=expires_at,
                    scopes=None if scopes is None else sorted(scopes),
                )
            )
        return token

    async def bearer(self, token: str) -> Bearer | None:
        """Whose token this is, unless it is nobody's, expired or revoked."""
        return (await self.bearers({token})).get(token)

    async def bearers(self, asked: Collection[str]) -> dict[str, Bearer]:
        """The same for many; those that open nothing are missing."""
        by_hash = {_hash(token): token for token in asked}
        async with self._engine.connect() as connection:
            rows = await _ALIVE.asked(connection, hashes=list(by_hash), now=self._clock())
        return {by_hash[row["hash"]]: _bearer(row) for row in rows}

    async def any(self) -> bool:
        """Whether a token was ever given: the first start gives one."""
        async with self._engine.connect() as connection:
            return (
                await connection.execute(select(tokens.c.token_id).limit(1))
            ).first() is not None

    async def all(self) -> list[Given]:
        """Every token that was ever given, the oldest first."""
        columns = [tokens.c[name] for name in Given.__slots__]
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(*columns).order_by(tokens.c.created_at))
            return [Given(*row) for row in rows]

    async def revoke(self, name: str) -> int:
        """Revoke every token of this name; returns how many."""
        revoked = (
            update(tokens)
            .where(tokens.c.name == name, tokens.c.revoked_at.is_(None))
            .values(revoked_at=self._clock())
        )
        async with self._engine.begin() as connection:
            return (await connection.execute(revoked)).rowcount

    async def revoke_of(self, employee: EmployeeId) -> int:
        """Revoke every token of an employee; returns how many."""
        revoked = (
            update(tokens)
            .where(tokens.c.employee_id == employee, tokens.c.revoked_at.is_(None))
            .values(revoked_at=self._clock())
        )
        async with self._engine.begin() as connection:
            return (await connection.execute(revoked)).rowcount


def _bearer(row: Mapping[str, Any]) -> Bearer:
    scopes = None if row["scopes"] is None else frozenset(row["scopes"])
    return Bearer(row["token_id"], row["name"], row["role"], row["employee_id"], scopes=scopes)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
