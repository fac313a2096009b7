"""The tables of the first vault, made only where they are missing: older hubs made them unnumbered.

Revision ID: 0001
"""

from alembic import op
from sqlalchemy import Column, DateTime, Integer, LargeBinary, Text, Uuid

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    _data_keys()
    _channel_settings()
    _tokens()
    _secret_check()


def _data_keys() -> None:
    op.create_table(
        "data_keys",
        Column("key_id", Uuid, primary_key=True),
        Column("wrapped", LargeBinary),
        Column("destroyed_at", DateTime(timezone=True)),
        if_not_exists=True,
    )


def _channel_settings() -> None:
    op.create_table(
        "channel_settings",
        Column("account", Text, primary_key=True),
        Column("channel", Text, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Column("connected_at", DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )


def _tokens() -> None:
    op.create_table(
        "tokens",
        Column("token_id", Uuid, primary_key=True),
        Column("hash", LargeBinary, nullable=False, unique=True),
        Column("name", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("employee_id", Uuid),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("expires_at", DateTime(timezone=True)),
        Column("revoked_at", DateTime(timezone=True)),
        if_not_exists=True,
    )


def _secret_check() -> None:
    op.create_table(
        "secret_check",
        Column("only", Integer, primary_key=True),
        Column("sealed", LargeBinary, nullable=False),
        if_not_exists=True,
    )
