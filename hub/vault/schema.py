"""The tables of the vault, as `migrations` makes them step by step."""

from sqlalchemy import (
    Column,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.errors import Misconfigured
from hub.log.sealing import BrokenSeal, Secret, seal, unseal
from hub.vault.migrate import migrate_vault

metadata = MetaData()

data_keys = Table(
    "data_keys",
    metadata,
    Column("key_id", Uuid, primary_key=True),
    Column("wrapped", LargeBinary),
    Column("destroyed_at", DateTime(timezone=True)),
)
"""Whose personal data is sealed with what; `wrapped` is empty once destroyed."""

channel_settings = Table(
    "channel_settings",
    metadata,
    Column("account", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("connected_at", DateTime(timezone=True), nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("token_id", Uuid, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("employee_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
)


secret_check = Table(
    "secret_check",
    metadata,
    Column("only", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""One block, sealed at the first start: it opens only under the secret that sealed all the rest."""


async def check_secret(engine: AsyncEngine, secret: Secret) -> None:
    """Refuse a secret that is not the one this vault was made with.

    Raises:
        Misconfigured: with what to do.
    """
    mark = b"omnihub"
    new = insert(secret_check).values(only=1, sealed=seal(secret.vault_key, mark, mark))
    async with engine.begin() as connection:
        await connection.execute(new.on_conflict_do_nothing())
        sealed = (await connection.execute(select(secret_check.c.sealed))).scalar_one()
    try:
        unseal(secret.vault_key, sealed, mark)
    except BrokenSeal as error:
        raise Misconfigured(
            "The deployment's secret is not the one that this vault was made with.",
            remedy="Restore the file `secret` of the data folder (or OMNIHUB_SECRET) from its "
            "backup; nothing that is sealed can be read with another one.",
        ) from error


async def ensure_vault(engine: AsyncEngine) -> None:
    """Have the tables as this version knows them.

    Raises:
        Misconfigured: the vault is of a newer version than this code.
    """
    await migrate_vault(engine)
