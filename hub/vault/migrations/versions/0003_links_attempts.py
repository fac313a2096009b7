"""One-time links, and how often somebody has tried to sign in.

Revision ID: 0003
"""

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, Text, Uuid

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "links",
        Column("link_id", Uuid, primary_key=True),
        Column("hash", LargeBinary, nullable=False, unique=True),
        Column("purpose", Text, nullable=False),
        Column("employee_id", Uuid),
        Column("login", Text),
        Column("address", LargeBinary),
        Column("made_at", DateTime(timezone=True), nullable=False),
        Column("expires_at", DateTime(timezone=True), nullable=False),
        Column("used_at", DateTime(timezone=True)),
        Column("used_by", BigInteger),
        if_not_exists=True,
    )
    op.create_index("ix_links_employee_id", "links", ["employee_id"], if_not_exists=True)
    op.create_table(
        "attempts",
        Column("key", LargeBinary, primary_key=True),
        Column("failures", Integer, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("blocked_until", DateTime(timezone=True)),
        Column("told_at", DateTime(timezone=True)),
        if_not_exists=True,
    )
