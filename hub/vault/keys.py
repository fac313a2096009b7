"""Data keys: one for every person, wrapped by the deployment's key; destroying one erases them."""

from collections.abc import Iterable

from sqlalchemy import ARRAY, LargeBinary, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.ids import KeyId
from hub.log.sealing import Secret, new_key, seal, unseal

_MOST = 200_000

_IDS = bindparam("ids", type_=ARRAY(Uuid))
_FIND = text("SELECT key_id, wrapped FROM data_keys WHERE key_id = ANY(:ids)").bindparams(_IDS)
_MAKE = text(
    "INSERT INTO data_keys (key_id, wrapped) SELECT * FROM unnest(:ids, :wrapped) "
    "ON CONFLICT DO NOTHING RETURNING key_id"
).bindparams(_IDS, bindparam("wrapped", type_=ARRAY(LargeBinary)))


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
            rows = await connection.execute(_FIND, {"ids": list(missing)})
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
        wanted = set(keys)
        missing = self._touched(wanted) | {key for key in wanted if self._known.get(key) is None}
        if not missing:
            return
        drawn = {key: new_key() for key in sorted(missing)}
        wrapped = [seal(self._wrapping, new, key.bytes) for key, new in drawn.items()]
        async with self._engine.begin() as connection:
            rows = await connection.execute(_MAKE, {"ids": list(drawn), "wrapped": wrapped})
            made = {KeyId(row.key_id) for row in rows}
        self._remember({key: new for key, new in drawn.items() if key in made})
        there = missing - made
        for key in there:
            self._known.pop(key, None)
        await self.load(there)

    def _unwrap(self, key: KeyId, wrapped: bytes | None) -> bytes | None:
        return unseal(self._wrapping, wrapped, key.bytes) if wrapped else None

    def _remember(self, keys: dict[KeyId, bytes | None]) -> None:
        self._known.update(keys)
        while len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
