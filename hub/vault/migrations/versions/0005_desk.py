"""The desk: drafts, and views that were given a name.

Revision ID: 0005
"""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, DateTime, LargeBinary, Sequence, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import CreateSequence

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make them."""
    op.execute(CreateSequence(Sequence("draft_versions"), if_not_exists=True))
    op.create_table(
        "drafts",
        Column("employee_id", Uuid, primary_key=True),
        Column("conversation_id", Uuid, primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("version", BigInteger, nullable=False),
        Column("saved_at", DateTime(timezone=True), nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "saved_views",
        Column("view_id", Uuid, primary_key=True),
        Column("employee_id", Uuid, nullable=False),
        Column("name", Text, nullable=False),
        Column("filter", JSONB, nullable=False),
        Column("shared", Boolean, nullable=False),
        Column("saved_at", DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
