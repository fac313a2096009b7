"""What alembic runs a step in: the connection that `hub.vault.migrations.upgrade` gave it."""

from alembic import context

from hub.vault.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
with context.begin_transaction():
    context.run_migrations()
