"""The tables of the vault, and their making."""

from sqlalchemy import (
    Column,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.ext.asyncio import AsyncEngine

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


async def ensure_vault(engine: AsyncEngine) -> None:
    """Make the tables that are missing."""
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
