"""An unsafe server, a stream that drifted, another secret: refused, with what to do."""

import asyncio
import contextlib
import json
from asyncio.subprocess import DEVNULL, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from contracts.errors import Misconfigured
from hub.addresses import Addresses
from hub.engines import binaries
from hub.house import House, open_house
from hub.log.jetstream import ask
from hub.log.sealing import Secret
from hub.log.streams import EVENTS, check_server, ensure_streams
from hub.settings import Settings
from hub.vault.schema import check_secret
from tests.story import PATIENCE_SECONDS, until


@asynccontextmanager
async def nats_server(folder: Path, **jetstream: object) -> AsyncIterator[str]:
    """A server of somebody else's making; yields its monitoring address."""
    settings = {
        "listen": "127.0.0.1:-1",
        "http": "127.0.0.1:-1",
        "ports_file_dir": str(folder),
        "jetstream": {"store_dir": str(folder / "store"), **jetstream},
    }
    (folder / "nats.conf").write_text(json.dumps(settings))
    server = await create_subprocess_exec(
        str(binaries.nats_server()), "-c", str(folder / "nats.conf"), stderr=DEVNULL
    )
    try:
        url = await until(lambda: _monitor_of(folder))
        await _healthy(url)
        yield url
    finally:
        server.kill()
        await server.wait()


async def _monitor_of(folder: Path) -> str | None:
    """Where it says that it listens: on ports that nobody else could take before it."""
    with contextlib.suppress(ValueError):  # the file is still being written
        return next((json.loads(said)["monitoring"][0] for said in _ports_in(folder)), None)
    return None


def _ports_in(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.glob("*.ports")]


async def _healthy(url: str) -> None:
    async with aiohttp.ClientSession() as http, asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                async with http.get(f"{url}/healthz") as answer:
                    answer.raise_for_status()
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.02)


@pytest.mark.parametrize("jetstream", [{}, {"sync_interval": "1s"}], ids=["default", "a second"])
async def test_a_server_that_answers_before_it_writes_is_refused(
    tmp_path: Path, jetstream: dict[str, str]
) -> None:
    async with nats_server(tmp_path, **jetstream) as url:
        with pytest.raises(Misconfigured) as refused:
            await check_server(url)

    assert "sync_interval: always" in refused.value.remedy


async def test_a_server_that_writes_before_it_answers_is_taken(tmp_path: Path) -> None:
    async with nats_server(tmp_path, sync_interval="always") as url:
        await check_server(url)


async def test_a_server_that_cannot_be_asked_is_refused() -> None:
    with pytest.raises(Misconfigured) as refused:
        await check_server("http://127.0.0.1:1")

    assert "OMNIHUB_NATS_MONITOR_URL" in refused.value.remedy


async def test_a_stream_that_drifted_is_refused_and_the_setting_named(house: House) -> None:
    config = (await ask(house.nc, f"STREAM.INFO.{EVENTS}"))["config"]
    await ask(house.nc, f"STREAM.UPDATE.{EVENTS}", config | {"max_age": 86_400_000_000_000})

    with pytest.raises(Misconfigured) as refused:
        await ensure_streams(house.nc)

    assert "max_age of EVENTS" in refused.value.remedy


async def test_streams_that_are_there_are_left_as_they_are(house: House) -> None:
    before = (await ask(house.nc, f"STREAM.INFO.{EVENTS}"))["config"]

    await ensure_streams(house.nc)

    assert (await ask(house.nc, f"STREAM.INFO.{EVENTS}"))["config"] == before


async def test_a_secret_that_is_not_the_vaults_is_refused(house: House) -> None:
    with pytest.raises(Misconfigured) as refused:
        await check_secret(house.vault, Secret(bytes(32)))

    assert "backup" in refused.value.remedy


@pytest.mark.usefixtures("house")
async def test_a_data_folder_that_lost_its_secret_does_not_start(
    where: Addresses, settings: Settings, tmp_path: Path
) -> None:
    """A new folder makes a new secret: it must not write beside what is sealed with the old one."""
    elsewhere = settings.model_copy(update={"data": tmp_path / "elsewhere"})

    with pytest.raises(Misconfigured):
        async with open_house(elsewhere, where):
            pass
