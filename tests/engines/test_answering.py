"""Two engines on one folder: they answer, they are durable, they keep to themselves."""

import stat
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import asyncpg
import nats
import pytest
import pytest_asyncio
from nats.errors import Error as NatsError

from hub.engines import Engines
from tests.engines.clients import ask, ask_by_sqlalchemy, last_published, publish
from tests.engines.conftest import place
from tests.story import PATIENCE_SECONDS

pytestmark = pytest.mark.asyncio(loop_scope="module")  # all of them ask the same two engines


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running() -> AsyncIterator[Engines]:
    with place() as folder:
        async with Engines(folder / "data") as engines:
            yield engines


async def test_both_engines_answer_under_their_addresses(running: Engines) -> None:
    await publish(running.nats_url, b"hello")

    assert await last_published(running.nats_url) == b"hello"
    for name in ("views", "vault"):
        question = "SELECT current_database()"
        assert await ask(running.database_dsn(name), question) == name
        assert await ask_by_sqlalchemy(running.database_url(name), question) == name


async def test_an_append_is_on_disk_before_it_is_acknowledged(running: Engines) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{running.nats_monitor_url}/jsz?config=1") as response,
    ):
        jetstream = await response.json()

    assert jetstream["config"]["sync_always"] is True


async def test_a_commit_is_on_disk_before_it_is_acknowledged(running: Engines) -> None:
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
        assert await ask(running.database_dsn("views"), f"SHOW {setting}") == "on"


async def test_texts_are_unicode_whatever_the_locale_of_the_machine(running: Engines) -> None:
    lowered = await ask(running.database_dsn("views"), "SELECT lower('ПРИВЕТ')")

    assert lowered == "привет"


async def test_nobody_reads_the_log_without_the_password(running: Engines) -> None:
    url = f"nats://omnihub:guess@{running.nats_url.rpartition('@')[2]}"

    with pytest.raises(NatsError, match="Authorization Violation"):
        await nats.connect(
            url, allow_reconnect=False, error_cb=hush, connect_timeout=int(PATIENCE_SECONDS)
        )


async def test_nobody_reads_a_database_without_the_password(running: Engines) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(running.database_dsn("vault"), password="guess")


async def test_only_the_owner_can_read_the_folder_and_the_passwords(running: Engines) -> None:
    assert mode(running.data) == 0o700
    assert mode(running.data / "engines.json") == 0o600
    assert mode(running.data / "nats" / "nats-server.conf") == 0o600


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def hush(_error: Exception) -> None:
    """What the client would print is expected here."""
