"""Sessions: who has signed in, on which device; on the server only, so that they can be revoked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    LargeBinary,
    Uuid,
    and_,
    any_,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.ids import EmployeeId, drawn
from hub.clock import Clock
from hub.questions import Question, said
from hub.vault.hashed import hash_of, new_secret
from hub.vault.schema import sessions
from hub.vault.session import Session

_SEEN = timedelta(minutes=1)
"""How exactly it is known when somebody was here last: a write for each request is too much."""


_TIME = DateTime(timezone=True)
_IS_ALIVE = and_(
    sessions.c.revoked_at.is_(None),
    sessions.c.expires_at > said("now", _TIME),
    sessions.c.seen_at > said("since", _TIME),
)
_ALIVE = Question(
    select(sessions).where(sessions.c.hash == any_(said("hashes", ARRAY(LargeBinary))), _IS_ALIVE)
)
_OF = Question(
    select(sessions)
    .where(sessions.c.employee_id == said("employee", Uuid()), _IS_ALIVE)
    .order_by(sessions.c.created_at.desc())
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session lasts: so long without a request, and so long at most."""

    idle: timedelta
    most: timedelta


class Sessions:
    """Opens, recognises and revokes sessions."""

    def __init__(self, engine: AsyncEngine, clock: Clock, lasting: Lasting) -> None:
        self._engine = engine
        self._clock = clock
        self._lasting = lasting

    async def open(self, employee: EmployeeId, device: str) -> tuple[UUID, str]:
        """A new session's id, and its secret in the clear: only the cookie has it."""
        id_, secret, now = drawn(), new_secret(), self._clock()
        new = insert(sessions).values(
            session_id=id_,
            hash=hash_of(secret),
            employee_id=employee,
            device=device,
            created_at=now,
            seen_at=now,
            expires_at=now + self._lasting.most,
        )
        async with self._engine.begin() as connection:
            await connection.execute(new)
        return id_, secret

    async def alive(self, secrets: Collection[str]) -> dict[str, Session]:
        """The sessions of these secrets; those that open nothing are missing."""
        by_hash = {hash_of(secret): secret for secret in secrets}
        async with self._engine.connect() as connection:
            rows = await _ALIVE.asked(connection, hashes=list(by_hash), **self._alive_now())
        return {by_hash[row["hash"]]: Session.of(row) for row in rows}

    async def seen(self, session: Session) -> None:
        """Somebody asked by it: its idle time begins anew, written once a minute at most."""
        now = self._clock()
        if now - session.seen_at < min(_SEEN, self._lasting.idle / 2):
            return
        noted = update(sessions).where(sessions.c.session_id == session.session_id)
        async with self._engine.begin() as connection:
            await connection.execute(noted.values(seen_at=now))

    async def of(self, employee: EmployeeId) -> list[Session]:
        """An employee's, the newest first."""
        async with self._engine.connect() as connection:
            rows = await _OF.asked(connection, employee=employee, **self._alive_now())
        return [Session.of(row) for row in rows]

    async def revoke(self, employee: EmployeeId, session: UUID) -> bool:
        """End one of an employee's; returns whether there was one."""
        return bool(await self._revoke(self._theirs(employee, sessions.c.session_id == session)))

    async def revoke_of(self, employee: EmployeeId, but: UUID | None = None) -> list[UUID]:
        """End all of an employee's but this one; returns which."""
        others = sessions.c.session_id != but if but else sessions.c.session_id.is_not(None)
        return await self._revoke(self._theirs(employee, others))

    def _theirs(self, employee: EmployeeId, which: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(sessions.c.employee_id == employee, which, sessions.c.revoked_at.is_(None))

    async def _revoke(self, which: ColumnElement[bool]) -> list[UUID]:
        revoked = update(sessions).where(which).values(revoked_at=self._clock())
        async with self._engine.begin() as connection:
            rows = await connection.execute(revoked.returning(sessions.c.session_id))
            return list(rows.scalars())

    def _alive_now(self) -> dict[str, datetime]:
        now = self._clock()
        return {"now": now, "since": now - self._lasting.idle}
