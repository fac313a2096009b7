"""What may happen to those who hold a lease: they are stopped, the bucket goes, the server dies."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from contracts.errors import Misconfigured
from hub.engines import EngineState, NatsServer
from hub.leases import Leases
from hub.leases.bucket import STREAM
from hub.log.jetstream import ask
from tests.engines.witnesses import eventually
from tests.leases.instance import NAME, Instance, Start, connected

HOLDER = Path(__file__).with_name("holder_process.py")


async def test_a_holder_that_was_stopped_finds_on_waking_that_it_holds_nothing(
    url: str, start: Start
) -> None:
    old = await asyncio.create_subprocess_exec(
        sys.executable, str(HOLDER), url, NAME, "4", stdout=PIPE
    )
    assert old.stdout is not None
    assert await old.stdout.readline() == b"works\n"
    anna = await start("anna")
    await eventually(lambda: anna.stands_by)
    old.send_signal(signal.SIGSTOP)
    await eventually(lambda: anna.works)
    old.send_signal(signal.SIGCONT)
    said = [await old.stdout.readline() for _ in range(2)]
    old.terminate()
    await old.wait()

    assert said == [b"woke up, holds: False\n", b"stopped\n"]
    assert anna.diary == ["anna works"]


async def test_a_bucket_deleted_by_hand_disturbs_nobody(start: Start) -> None:
    diary: list[str] = []
    anna = await start("anna", diary=diary)
    await eventually(lambda: anna.works)
    boris = await start("boris", diary=diary)
    await eventually(lambda: boris.stands_by)
    for _ in range(3):
        await ask(anna.nc, f"STREAM.DELETE.{STREAM}")
        await boris.sees("anna")

    assert anna.leases.holds(NAME)
    assert diary == ["anna works"]


async def test_a_key_deleted_by_hand_disturbs_nobody(start: Start) -> None:
    diary: list[str] = []
    anna = await start("anna", diary=diary)
    await eventually(lambda: anna.works)
    boris = await start("boris", diary=diary)
    await eventually(lambda: boris.stands_by)
    await anna.nc.publish(f"$KV.LEASES.{NAME}", b"", headers={"KV-Operation": "DEL"})
    await anna.nc.flush()
    await boris.sees("anna")

    assert anna.leases.holds(NAME)
    assert diary == ["anna works"]


async def test_a_server_that_is_killed_and_comes_back_disturbs_nobody(server: NatsServer) -> None:
    diary: list[str] = []
    async with AsyncExitStack() as exits:
        anna = await Instance.start(exits, server.url, "anna", seconds=20, diary=diary)
        await eventually(lambda: anna.works)
        boris = await Instance.start(exits, server.url, "boris", seconds=20, diary=diary)
        await eventually(lambda: boris.stands_by)
        killed = server.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        await eventually(
            lambda: server.pid not in {None, killed} and server.child.state is EngineState.READY
        )
        await eventually(lambda: anna.nc.is_connected and boris.nc.is_connected)
        await boris.sees("anna")

        assert anna.leases.holds(NAME)
        assert diary == ["anna works"]


async def test_whoever_is_cut_off_stops_and_stands_by_again_afterwards(server: NatsServer) -> None:
    async with AsyncExitStack() as exits:
        anna = await Instance.start(exits, server.url, "anna", seconds=2)
        await eventually(lambda: anna.works)
        assert server.pid is not None
        os.kill(server.pid, signal.SIGSTOP)  # connections stay, nothing answers
        await eventually(lambda: not anna.leases.holds(NAME))
        await eventually(lambda: anna.diary == ["anna works", "anna stopped"])
        os.kill(server.pid, signal.SIGCONT)
        await eventually(lambda: anna.works)

        assert anna.diary == ["anna works", "anna stopped", "anna works"]


async def test_a_bucket_that_cannot_be_used_is_said_with_its_remedy(url: str) -> None:
    nc = await connected(url)
    config = {"name": STREAM, "subjects": ["$KV.LEASES.>"], "storage": "file"}
    await ask(nc, f"STREAM.CREATE.{STREAM}", config)
    with pytest.raises(Misconfigured, match=f"nats stream rm {STREAM}"):
        await Leases(nc, "anna").while_held(NAME, asyncio.Event().wait)  # type: ignore[arg-type]  # never awaited
    await nc.close()
