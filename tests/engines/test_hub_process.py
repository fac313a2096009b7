"""The hub's own end, seen from outside: whatever ends it ends its engines."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from contracts.errors import Misconfigured
from hub.engines import Engines
from tests.engines.witnesses import at_work_on, end, eventually, spawn_hub, told_by

NOBODY = 65534
LEAVES_SECONDS = 30
"""Five are promised; but the other tests share the cores."""

# An ordinary user; it may read, for the interpreter of the tests may lie in a private home.
ORDINARY = [
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--inh-caps=+dac_read_search",
    "--ambient-caps=+dac_read_search",
]

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


async def outlive(data: Path, prefix: Sequence[str] = (), **environment: str) -> None:
    """Start a hub, kill it, see everything end, and start the next one at once."""
    for _ in range(2):
        hub = await spawn_hub(data, prefix, environment)
        try:
            told = await told_by(hub)
            assert {told["nats"], told["postgres"]} <= set(at_work_on(data))
        finally:
            await end(hub)
    await eventually(lambda: not at_work_on(data))


async def test_a_killed_hub_leaves_no_orphan(data: Path) -> None:
    await outlive(data)


@as_root
async def test_a_killed_hub_of_an_ordinary_user_leaves_no_orphan(data: Path) -> None:
    make_for(NOBODY, data)

    await outlive(data, ORDINARY)


@as_root
async def test_a_killed_hub_of_root_without_user_namespaces_leaves_no_orphan(data: Path) -> None:
    await outlive(data, PATH="/nowhere")

    assert (data / "postgres").stat().st_uid != 0


@as_root
async def test_a_private_folder_is_named_when_postgres_may_not_pass_it(data: Path) -> None:
    data.parent.chmod(0o700)
    hub = await spawn_hub(data, (), {"PATH": "/nowhere"})
    _, complaint = await hub.communicate()

    assert f"may not pass {data.parent}." in complaint.decode()


async def test_an_interrupted_hub_stops_everything_within_five_seconds(data: Path) -> None:
    hub = await spawn_hub(data)
    try:
        await told_by(hub)
        interrupted_at = time.monotonic()
        hub.send_signal(signal.SIGINT)
        exit_code = await hub.wait()
        took = time.monotonic() - interrupted_at
        left = at_work_on(data)
    finally:
        await end(hub)

    assert exit_code == 0
    assert took < LEAVES_SECONDS
    assert left == []


async def test_an_interrupt_while_it_starts_leaves_nothing(data: Path) -> None:
    hub = await spawn_hub(data)
    try:
        await eventually(lambda: begun_in(data))
        hub.send_signal(signal.SIGINT)
        await hub.wait()
        await eventually(lambda: not at_work_on(data))
    finally:
        await end(hub)


async def test_a_second_hub_on_the_same_folder_is_refused_and_told_who_is_there(data: Path) -> None:
    hub = await spawn_hub(data)
    try:
        await told_by(hub)
        with pytest.raises(Misconfigured, match=f"in use by process {hub.pid}, since 20"):
            await Engines(data).__aenter__()
    finally:
        await end(hub)


def begun_in(data: Path) -> bool:
    """Whether a cluster is being made there, or was made while nobody looked."""
    return (data / "postgres.new").exists() or (data / "postgres").exists()


def make_for(user: int, folder: Path) -> None:
    folder.mkdir()
    os.chown(folder, user, user)
