"""Alembic at work on one connection; imported only where there is a step to take (0.3 s)."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Take every step that is left, in the transaction of this connection."""
    config = Config()
    config.set_main_option("script_location", "hub.vault:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
