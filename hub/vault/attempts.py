"""Attempts: how often somebody failed to sign in, and until when they have to wait.

An attempt is counted before its password is looked at, and taken back when it was right: ten
thousand at once are counted one by one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from hub.clock import Clock
from hub.vault.schema import attempts

_FORGOTTEN = timedelta(hours=12)
"""Failures before so long a pause do not count any more."""
_TOLD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class BackOff:
    """So many failures are free; then a pause that doubles, up to the longest."""

    free: int
    first: timedelta
    longest: timedelta

    def pause(self, failures: int) -> timedelta | None:
        """The pause after so many failures in a row."""
        over = failures - self.free
        if over < 0:
            return None
        return min(self.first * (1 << min(over, 20)), self.longest)


class Attempts:
    """Counts them. `key` is a keyed digest: the vault does not say who was tried from where."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    async def begin(self, key: bytes, back_off: BackOff) -> datetime | None:
        """Count one more as failed; or None counted, and until when there is none: the answer."""
        now = self._clock()
        new = insert(attempts).values(key=key, failures=0, at=now).on_conflict_do_nothing()
        held = select(attempts).where(attempts.c.key == key).with_for_update()
        async with self._engine.begin() as connection:
            await connection.execute(new)
            row = (await connection.execute(held)).one()
            if row.blocked_until and row.blocked_until > now:
                blocked: datetime = row.blocked_until
                return blocked
            failures = 1 if row.at < now - _FORGOTTEN else row.failures + 1
            pause = back_off.pause(failures)
            counted = update(attempts).where(attempts.c.key == key)
            until = now + pause if pause else None
            await connection.execute(counted.values(failures=failures, at=now, blocked_until=until))
        return None

    async def take_back(self, key: bytes) -> None:
        """The last one did not fail: it is as if it had not been."""
        less = func.greatest(attempts.c.failures - 1, 0)
        taken = update(attempts).where(attempts.c.key == key)
        async with self._engine.begin() as connection:
            await connection.execute(taken.values(failures=less, blocked_until=None))

    async def clear(self, key: bytes) -> None:
        """Whoever it was has shown who they are."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(attempts).where(attempts.c.key == key))

    async def to_be_told(self, key: bytes) -> bool:
        """Whether a failure is worth a fact: once a minute for a key."""
        now = self._clock()
        long_ago = or_(attempts.c.told_at.is_(None), attempts.c.told_at <= now - _TOLD)
        told = update(attempts).where(attempts.c.key == key, long_ago).values(told_at=now)
        async with self._engine.begin() as connection:
            return bool((await connection.execute(told)).rowcount)

    async def sweep(self) -> None:
        """Forget those that nobody counts any more."""
        async with self._engine.begin() as connection:
            old = attempts.c.at < self._clock() - 2 * _FORGOTTEN
            await connection.execute(delete(attempts).where(old))
