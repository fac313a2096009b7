"""What the operating system says, whatever the hub believes."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.story import PATIENCE_SECONDS

HUB = Path(__file__).with_name("hub_process.py")


async def eventually(holds: Callable[[], bool], within: float = PATIENCE_SECONDS) -> None:
    """Wait until the condition holds; fail when it never does."""
    async with asyncio.timeout(within):
        while not holds():  # noqa: ASYNC110  # the operating system sets no asyncio.Event
            await asyncio.sleep(0.02)


def at_work_on(data: Path) -> list[int]:
    """The processes that name the folder or stand in it. The dead who wait for init do neither."""
    return [int(place.name) for place in Path("/proc").glob("[0-9]*") if _is_about(place, data)]


async def spawn_hub(
    data: Path, prefix: Sequence[str] = (), environment: dict[str, str] | None = None
) -> Process:
    """A hub in a process of its own."""
    command = [*prefix, sys.executable, str(HUB), str(data)]
    env = os.environ | (environment or {})
    return await create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE, env=env)


async def told_by(hub: Process) -> dict[str, Any]:
    """What the hub says once its engines are up."""
    line = await hub.stdout.readline() if hub.stdout else b""
    if not line and hub.stderr:
        raise AssertionError((await hub.stderr.read()).decode())
    told: dict[str, Any] = json.loads(line)
    return told


async def end(hub: Process) -> None:
    """See to it that the hub is gone."""
    with contextlib.suppress(ProcessLookupError):
        hub.kill()
    await hub.communicate()


def _is_about(place: Path, data: Path) -> bool:
    if int(place.name) == os.getpid():
        return False
    with contextlib.suppress(OSError):
        named = os.fsencode(data) in (place / "cmdline").read_bytes()
        return named or (place / "cwd").readlink().is_relative_to(data)
    return False
