"""Capture in a process of its own, that dies where it is told to."""

import asyncio
import os
import sys
from dataclasses import astuple, replace
from pathlib import Path

from hub.addresses import Addresses
from hub.capture.run import Capture
from hub.house import House, open_house
from hub.settings import Settings
from tests.capture.arriving import SECRET
from tests.story import PATIENCE_SECONDS


async def crashes(house: House, point: str) -> int:
    """The exit code of a capture that is to die there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.parked.crashing", str(house.settings.data), *astuple(house.addresses)),
        env=os.environ | {"OMNIHUB_CRASH_AT": point},
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await process.wait()
    finally:
        if process.returncode is None:
            process.kill()


async def _capture(data: str, *where: str) -> None:
    async with open_house(Settings(data=Path(data)), Addresses(*where)) as house:
        await Capture(replace(house, secret=SECRET)).run()


if __name__ == "__main__":
    asyncio.run(_capture(*sys.argv[1:]))
