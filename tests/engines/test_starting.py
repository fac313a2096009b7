"""Starting, stopping and starting again: what is kept, what is repaired, what is refused."""

import contextlib
import json
import socket
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from contracts.errors import Misconfigured
from hub.engines import Engines, EngineState
from tests.engines.clients import ask, ask_by_sqlalchemy, last_published, publish

FOLDERS = [
    "Данные нашей компании",  # a socket
    "/".join(["очень долгий путь"] * 8),  # too long for one
    "a,b'c",  # PostgreSQL would read two sockets
]


async def test_what_was_written_is_there_after_a_stop_and_a_start(data: Path) -> None:
    async with Engines(data) as engines:
        await publish(engines.nats_url, b"kept")
        await ask(engines.database_dsn("vault"), "CREATE TABLE kept AS SELECT 42 AS answer")
        before = engines.nats_url, engines.nats_monitor_url, engines.database_url("vault")
    async with Engines(data) as engines:
        assert await last_published(engines.nats_url) == b"kept"
        assert await ask(engines.database_dsn("vault"), "SELECT answer FROM kept") == 42
        after = engines.nats_url, engines.nats_monitor_url, engines.database_url("vault")

    assert after == before


@pytest.mark.parametrize("name", FOLDERS)
async def test_any_folder_will_do(data: Path, name: str) -> None:
    async with Engines(data / name) as engines:
        await publish(engines.nats_url, b"hello")

        question = "SELECT 1"
        assert await ask(engines.database_dsn("views"), question) == 1
        assert await ask_by_sqlalchemy(engines.database_url("views"), question) == 1


async def test_a_port_somebody_took_is_replaced(data: Path) -> None:
    async with Engines(data) as engines:
        before = engines.nats_url
    port = json.loads((data / "engines.json").read_text())["nats"]["port"]
    with taken(port):
        async with Engines(data) as engines:
            await publish(engines.nats_url, b"hello")

            assert engines.nats_url != before


async def test_a_stale_pid_file_that_names_a_living_process_stops_nothing(data: Path) -> None:
    async with Engines(data):
        left = read(data, "postmaster.pid").splitlines()
    async with stranger() as pid:
        write(data, "postmaster.pid", "\n".join([str(pid), *left[1:]]))
        async with Engines(data) as engines:
            assert await ask(engines.database_dsn("views"), "SELECT 1") == 1


async def test_a_half_made_cluster_is_made_anew(data: Path) -> None:
    leave_half_a_cluster(data)

    async with Engines(data) as engines:
        assert await ask(engines.database_dsn("views"), "SELECT 1") == 1


async def test_a_start_that_cannot_work_is_refused_in_the_engines_own_words(data: Path) -> None:
    async with Engines(data):
        write(data, "PG_VERSION", "12\n")

    with pytest.raises(Misconfigured, match="initialized by PostgreSQL version 12"):
        await Engines(data).__aenter__()


async def test_a_file_in_the_place_of_the_folder_is_named(data: Path) -> None:
    put_a_file_at(data)

    with pytest.raises(Misconfigured, match=f"cannot write to {data}"):
        await Engines(data).__aenter__()


async def test_a_lost_password_is_named(data: Path) -> None:
    async with Engines(data):
        forget(data)

    with pytest.raises(Misconfigured, match=r"does not know the password in engines\.json"):
        await Engines(data).__aenter__()


async def test_every_change_of_state_is_told(data: Path) -> None:
    told: list[tuple[str, EngineState]] = []
    async with Engines(data, lambda name, state: told.append((name, state))):
        pass

    ways = [EngineState.STARTING, EngineState.READY, EngineState.STOPPED]
    assert [state for name, state in told if name == "nats"] == ways
    assert [state for name, state in told if name == "postgres"] == ways


@contextlib.contextmanager
def taken(port: int) -> Iterator[None]:
    """By us, where nobody else was faster."""
    with contextlib.ExitStack() as exits:
        with contextlib.suppress(OSError):
            exits.enter_context(socket.create_server(("127.0.0.1", port)))
        yield


def read(data: Path, file: str) -> str:
    return (data / "postgres" / file).read_text()


def write(data: Path, file: str, text: str) -> None:
    (data / "postgres" / file).write_text(text)


def leave_half_a_cluster(data: Path) -> None:
    (data / "postgres.new").mkdir(parents=True)
    (data / "postgres.new" / "PG_VERSION").touch()


def put_a_file_at(place: Path) -> None:
    place.touch()


def forget(data: Path) -> None:
    (data / "engines.json").unlink()


@asynccontextmanager
async def stranger() -> AsyncIterator[int]:
    """A living process that has nothing to do with PostgreSQL."""
    process = await create_subprocess_exec(sys.executable, "-c", "input()", stdin=PIPE)
    try:
        yield process.pid
    finally:
        await process.communicate(b"\n")
