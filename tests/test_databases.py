"""A connection of the pool: used as long as it lives, replaced when it died, asked now and then."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from hub import databases
from hub.databases import disposed, sql_engine
from hub.faults import CUT_OFF
from tests.conftest import Running
from tests.engines.clients import ask


@pytest.fixture
async def engine(running: Running) -> AsyncIterator[AsyncEngine]:
    made = sql_engine(running.engines.database_dsn("postgres"))
    yield made
    await disposed(made)


async def driver_of(engine: AsyncEngine) -> Any:
    """The connection that the pool gives next."""
    async with engine.connect() as connection:
        return (await connection.get_raw_connection()).driver_connection


async def answers(engine: AsyncEngine) -> bool:
    async with engine.connect() as connection:
        return bool((await connection.execute(text("SELECT 1"))).scalar_one())


async def test_a_connection_that_the_server_has_closed_is_replaced_and_nobody_notices(
    engine: AsyncEngine, running: Running
) -> None:
    driver = await driver_of(engine)
    killed, gone = driver.get_server_pid(), asyncio.Event()
    driver.add_termination_listener(lambda _: gone.set())
    await ask(running.engines.database_dsn("postgres"), f"SELECT pg_terminate_backend({killed})")
    await gone.wait()

    assert await answers(engine)


async def test_one_that_has_just_answered_is_used_without_a_question(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "_ANSWERED_SECONDS", 3600.0)  # however long ago that was here
    heard: list[str] = []
    (await driver_of(engine)).add_query_logger(lambda asked: heard.append(asked.query))
    await answers(engine)

    assert heard == ["BEGIN;", "ROLLBACK;"]


async def test_however_many_ask_at_once_the_same_few_connections_answer(
    engine: AsyncEngine,
) -> None:
    async def answered_by() -> int:
        async with engine.connect() as connection:
            return int((await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one())

    at_first = set(await asyncio.gather(*(answered_by() for _ in range(50))))
    later = set(await asyncio.gather(*(answered_by() for _ in range(50))))

    assert later == at_first
    assert len(at_first) <= 10


async def test_one_that_has_rested_is_asked_first_and_replaced_where_it_cannot_answer(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "_ANSWERED_SECONDS", 0.0)
    driver = await driver_of(engine)
    hung = asyncio.create_task(driver.fetch("SELECT pg_sleep(60)"))
    await asyncio.sleep(0)

    assert await answers(engine)
    assert (await driver_of(engine)) is not driver
    with pytest.raises(CUT_OFF):
        await hung
