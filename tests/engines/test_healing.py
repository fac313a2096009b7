"""An engine that dies is replaced, under the same address, with all it had acknowledged."""

import os
import signal
from pathlib import Path

import asyncpg
import nats
import pytest

from contracts.errors import Misconfigured
from hub.engines import Engines, EngineState, NatsServer, Postgres
from hub.engines.folder import DataFolder
from hub.engines.lock import only_engine
from tests.engines.witnesses import eventually
from tests.story import PATIENCE_SECONDS


async def kill(engine: NatsServer | Postgres) -> None:
    killed = engine.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    await eventually(
        lambda: engine.pid not in {None, killed} and engine.child.state is EngineState.READY
    )


async def test_a_killed_nats_server_comes_back_under_the_same_address(data: Path) -> None:
    async with Engines(data) as engines:
        before = engines.nats_url, engines.nats_monitor_url
        client = await nats.connect(
            engines.nats_url, reconnect_time_wait=0.05, max_reconnect_attempts=-1
        )
        log = client.jetstream(timeout=PATIENCE_SECONDS)
        await log.add_stream(name="LOG", subjects=["log"])
        await log.publish("log", b"acknowledged")
        await kill(engines.nats)
        await eventually(lambda: client.is_connected)
        message = await log.get_last_msg("LOG", "log")
        await client.close()

        assert message.data == b"acknowledged"
        assert (engines.nats_url, engines.nats_monitor_url) == before


async def test_a_killed_postgres_comes_back_though_its_backends_were_at_work(data: Path) -> None:
    async with Engines(data) as engines:
        before = engines.database_url("views")
        at_work = await asyncpg.connect(engines.database_dsn("views"))
        await at_work.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        await kill(engines.postgres)
        at_work.terminate()
        again = await asyncpg.connect(engines.database_dsn("views"))
        answer = await again.fetchval("SELECT answer FROM kept")
        await again.close()

        assert answer == 42
        assert engines.database_url("views") == before


async def test_an_engine_that_dies_again_and_again_is_replaced_each_time(data: Path) -> None:
    async with Engines(data) as engines:
        for _ in range(3):
            await kill(engines.nats)

        client = await nats.connect(engines.nats_url)
        await client.close()


async def test_no_second_server_is_started_on_data_that_another_still_holds(data: Path) -> None:
    async with Engines(data) as engines:
        for name, pid in (("nats", engines.nats.pid), ("postgres", engines.postgres.pid)):
            with pytest.raises(Misconfigured, match=rf"A {name} of an earlier run .*process {pid}"):
                await only_engine(DataFolder(data).engine_lock(name), within=0.05).__aenter__()
