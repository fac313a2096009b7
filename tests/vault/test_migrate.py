"""The vault is brought to this version's tables: once, with its rows, and never backwards."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.errors import Misconfigured
from contracts.ids import drawn
from hub.databases import sql_engine
from hub.vault.migrate import migrate_vault, vault_revision
from hub.vault.schema import data_keys, ensure_vault, metadata
from tests.conftest import Running
from tests.story import until


@pytest.fixture
async def vault(running: Running) -> AsyncIterator[AsyncEngine]:
    """A database without a table."""
    admin = await asyncpg.connect(running.engines.database_dsn("postgres"))
    await admin.execute("CREATE DATABASE bare")
    engine = sql_engine(running.engines.database_dsn("bare"))
    yield engine
    await engine.dispose()
    await admin.execute("DROP DATABASE bare WITH (FORCE)")
    await admin.close()


async def made_by_hand(vault: AsyncEngine) -> None:
    """As hubs made it before its steps were numbered, by one that knew no `secret_check` yet."""
    async with vault.begin() as connection:
        older = [table for table in metadata.sorted_tables if table.name != "secret_check"]
        await connection.run_sync(metadata.create_all, tables=older)
        await connection.execute(insert(data_keys).values(key_id=drawn(), wrapped=b"kept"))


async def differences(vault: AsyncEngine) -> list[object]:
    """Between the tables that are there and what the schema says."""

    def compared(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with vault.connect() as connection:
        return await connection.run_sync(compared)


async def test_the_steps_make_what_the_schema_says(vault: AsyncEngine) -> None:
    await ensure_vault(vault)

    assert await differences(vault) == []
    current, head = await vault_revision(vault)
    assert current == head


def test_the_numbers_of_the_files_are_the_revisions_and_stand_in_one_row() -> None:
    config = Config()
    config.set_main_option("script_location", "hub.vault:migrations")
    steps = list(ScriptDirectory.from_config(config).walk_revisions())

    names = {step.revision: Path(step.path).name for step in steps}
    assert [name.partition("_")[0] for name in names.values()] == list(names)
    assert [step.down_revision for step in steps] == [*list(names)[1:], None]
    assert list(names) == sorted(names, reverse=True)


async def test_a_vault_without_numbers_is_taken_on_with_its_rows(vault: AsyncEngine) -> None:
    await made_by_hand(vault)
    before, head = await vault_revision(vault)

    await migrate_vault(vault)

    assert (before, (await vault_revision(vault))[0]) == (None, head)
    assert await differences(vault) == []
    async with vault.connect() as connection:
        assert await connection.scalar(select(data_keys.c.wrapped)) == b"kept"


async def test_a_vault_of_a_newer_version_is_refused_and_left_alone(vault: AsyncEngine) -> None:
    await migrate_vault(vault)
    async with vault.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Misconfigured, match=r"newer version of Omnihub.* 9999") as refused:
        await migrate_vault(vault)

    assert "Install the newer version" in refused.value.remedy
    assert (await vault_revision(vault))[0] == "9999"


async def test_of_five_at_once_one_takes_the_steps_and_all_find_them_taken(
    vault: AsyncEngine, running: Running
) -> None:
    others = [sql_engine(running.engines.database_dsn("bare")) for _ in range(4)]
    await asyncio.gather(*(migrate_vault(one) for one in [vault, *others]))
    found = [await vault_revision(one) for one in [vault, *others]]
    for one in others:
        await one.dispose()

    assert {current for current, _ in found} == {found[0][1]}
    assert await differences(vault) == []


async def test_a_connection_that_dies_between_two_tables_leaves_no_trace(
    vault: AsyncEngine,
) -> None:
    """Somebody else is about to make `tokens`, so that it dies with two tables made before."""
    async with vault.connect() as somebody:
        await somebody.execute(text("CREATE TABLE tokens ()"))
        migrating = asyncio.create_task(migrate_vault(vault))
        await until(lambda: _killed_while_it_waits(vault))
        with pytest.raises(DBAPIError):
            await migrating
        await somebody.rollback()

    assert await _tables(vault) == []
    await migrate_vault(vault)
    assert await differences(vault) == []


async def _killed_while_it_waits(vault: AsyncEngine) -> bool:
    waits = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = 'bare' AND wait_event_type = 'Lock'"
    )
    async with vault.connect() as connection:
        return bool(await connection.scalar(text(waits)))


async def _tables(vault: AsyncEngine) -> list[str]:
    there = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    async with vault.connect() as connection:
        return list(await connection.scalars(text(there)))
