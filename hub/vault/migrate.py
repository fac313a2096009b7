"""The vault is brought to this version's tables, by whichever process of the hub is first."""

from functools import partial
from importlib import import_module
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from contracts.errors import Misconfigured
from hub.tasks import in_thread

_STEPS = Path(__file__).parent / "migrations" / "versions"

_LOCK = text("SELECT pg_advisory_xact_lock(81714)")
_THERE = text("SELECT to_regclass('alembic_version') IS NOT NULL")
_CURRENT = text("SELECT version_num FROM alembic_version")


async def migrate_vault(engine: AsyncEngine) -> None:
    """Take every step that this vault has not taken yet, all in one transaction.

    A vault that was made before its steps were numbered begins with the first, which leaves what is
    there as it is. Whoever comes while another one works waits for it, and finds nothing to do.

    Raises:
        Misconfigured: the vault is of a newer version than this code.
    """
    current, head = await vault_revision(engine)
    _refuse_newer(current)
    if current == head:
        return
    steps = await in_thread(partial(import_module, "hub.vault.migrations.upgrade"))
    async with engine.begin() as connection:
        await connection.execute(_LOCK)
        _refuse_newer(await _current(connection))
        await connection.run_sync(steps.upgrade)


async def vault_revision(engine: AsyncEngine) -> tuple[str | None, str]:
    """The last step that the vault has taken (None: none that counts), and the last there is."""
    async with engine.connect() as connection:
        return await _current(connection), _known()[-1]


async def _current(connection: AsyncConnection) -> str | None:
    if not await connection.scalar(_THERE):
        return None
    current: str | None = await connection.scalar(_CURRENT)
    return current


def _known() -> list[str]:
    """By the names of the files: asking alembic would cost its import at every start."""
    return sorted(file.name.partition("_")[0] for file in _STEPS.glob("[0-9]*.py"))


def _refuse_newer(current: str | None) -> None:
    if current is None or current in _known():
        return
    raise Misconfigured(
        f"The database `vault` was made by a newer version of Omnihub: it has taken the step "
        f"{current}, and this version knows none beyond {_known()[-1]}.",
        remedy="Install the newer version again, or restore the vault's backup from before it.",
    )
