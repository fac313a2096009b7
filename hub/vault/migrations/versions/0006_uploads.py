"""Uploads: files that employees put there to send them.

Revision ID: 0006
"""

from alembic import op
from sqlalchemy import Column, DateTime, LargeBinary, Text, Uuid

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "uploads",
        Column("upload_id", Uuid, primary_key=True),
        Column("owner", Text, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Column("made_at", DateTime(timezone=True), nullable=False),
        Column("touched_at", DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
