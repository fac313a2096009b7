"""What a token is good for, where it is not everything that its role may do.

Revision ID: 0004
"""

from alembic import op
from sqlalchemy import ARRAY, Column, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add it; tokens that were given before are not narrowed."""
    op.add_column("tokens", Column("scopes", ARRAY(Text)), if_not_exists=True)
