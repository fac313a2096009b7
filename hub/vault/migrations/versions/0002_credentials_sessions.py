"""Who may sign in by what, and who has: logins, password hashes, second factors, sessions.

Revision ID: 0002
"""

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, LargeBinary, Text, Uuid

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "credentials",
        Column("employee_id", Uuid, primary_key=True),
        Column("login", Text, nullable=False, unique=True),
        Column("password_hash", Text),
        Column("totp", LargeBinary),
        Column("totp_asked", LargeBinary),
        Column("totp_step", BigInteger),
        Column("changed_at", DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "sessions",
        Column("session_id", Uuid, primary_key=True),
        Column("hash", LargeBinary, nullable=False, unique=True),
        Column("employee_id", Uuid, nullable=False),
        Column("device", Text, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("seen_at", DateTime(timezone=True), nullable=False),
        Column("expires_at", DateTime(timezone=True), nullable=False),
        Column("revoked_at", DateTime(timezone=True)),
        if_not_exists=True,
    )
    op.create_index("ix_sessions_employee_id", "sessions", ["employee_id"], if_not_exists=True)
