"""Data keys: one for every person, wrapped by the deployment's key; destroying one erases them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.ids import KeyId
from hub.log.sealing import Secret, new_key, seal, unseal
from hub.vault.schema import data_keys

_MOST = 200_000


class DataKeys:
    """Keys in memory, loaded from the vault before they are asked for."""

    def __init__(self, engine: AsyncEngine, secret: Secret) -> None:
        self._engine = engine
        self._wrapping = secret.vault_key
        self._known: dict[KeyId, bytes | None] = {}

    def get(self, key: KeyId) -> bytes | None:
        """The key, or None where it was destroyed.

        Raises:
            KeyError: it was not loaded; asking the vault is `load`'s work.
        """
        return self._known[key]

    async def load(self, keys: Iterable[KeyId]) -> None:
        """Have these ready; one that the vault does not hold counts as destroyed."""
        missing = self._touched(keys)
        if not missing:
            return
        async with self._engine.connect() as connection:
            rows = await connection.execute(
                select(data_keys.c.key_id, data_keys.c.wrapped).where(
                    data_keys.c.key_id.in_(missing)
                )
            )
            found = {KeyId(row.key_id): row.wrapped for row in rows}
        self._remember({key: self._unwrap(key, found.get(key)) for key in missing})

    def _touched(self, keys: Iterable[KeyId]) -> set[KeyId]:
        """Those that are missing; the others become the youngest, so that none is let go now."""
        wanted = set(keys)
        known = {key: self._known.pop(key) for key in wanted if key in self._known}
        self._known.update(known)
        return wanted - known.keys()

    async def ensure(self, keys: Iterable[KeyId]) -> None:
        """Have these ready, making those that were never there."""
        missing = sorted({key for key in keys if self._known.get(key) is None})
        if not missing:
            return
        made = [
            {"key_id": key, "wrapped": seal(self._wrapping, new_key(), key.bytes)}
            for key in missing
        ]
        async with self._engine.begin() as connection:
            await connection.execute(insert(data_keys).on_conflict_do_nothing(), made)
        for key in missing:
            self._known.pop(key, None)
        await self.load(missing)

    def _unwrap(self, key: KeyId, wrapped: bytes | None) -> bytes | None:
        return unseal(self._wrapping, wrapped, key.bytes) if wrapped else None

    def _remember(self, keys: dict[KeyId, bytes | None]) -> None:
        self._known.update(keys)
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
