"""Settings of channel accounts, secrets included, sealed under the deployment's key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.errors import Conflict
from hub.log.sealing import Secret, seal, unseal
from hub.vault.schema import channel_settings


@dataclass(frozen=True, slots=True)
class Account:
    """A channel account as the operator connected it; `settings` hold its secrets in the clear."""

    name: str
    channel: str
    settings: dict[str, Any]
    connected_at: datetime


class ChannelSettings:
    """Reads and writes accounts."""

    def __init__(self, engine: AsyncEngine, secret: Secret) -> None:
        self._engine = engine
        self._key = secret.vault_key

    async def all(self) -> list[Account]:
        """Every account, by name."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(
                select(channel_settings).order_by(channel_settings.c.account)
            )
            return [self._account(row) for row in rows]

    def _account(self, row: Row[Any]) -> Account:
        plain = unseal(self._key, row.sealed, row.account.encode())
        return Account(row.account, row.channel, orjson.loads(plain), row.connected_at)

    async def put(self, account: Account) -> None:
        """Write an account, or its new settings; the time of its first connection stays.

        Raises:
            Conflict: the name belongs to an account of another channel.
        """
        sealed = seal(self._key, orjson.dumps(account.settings), account.name.encode())
        new = insert(channel_settings).values(
            account=account.name,
            channel=account.channel,
            sealed=sealed,
            connected_at=account.connected_at,
        )
        written = new.on_conflict_do_update(
            index_elements=["account"],
            set_={"sealed": sealed},
            where=channel_settings.c.channel == account.channel,
        )
        async with self._engine.begin() as connection:
            if (await connection.execute(written)).rowcount == 0:
                raise Conflict(f"{account.name} is an account of another channel already")

    async def remove(self, name: str) -> None:
        """Forget the settings; what arrived through the account stays."""
        async with self._engine.begin() as connection:
            await connection.execute(
                delete(channel_settings).where(channel_settings.c.account == name)
            )
