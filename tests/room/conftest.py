"""Small disks: real file systems in memory, filled and emptied again by a test."""

import contextlib
import errno
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hub.addresses import Addresses
from hub.blobs import Blobs
from hub.engines.nats import NatsServer
from hub.house import House, open_house
from hub.log.append import EventLog
from hub.settings import Settings
from tests.clock import Hands
from tests.story import PATIENCE_SECONDS

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Disk:
    """A file system of its own, and a file that fills it."""

    folder: Path

    def fill(self, percent: float) -> None:
        """Have this share of it used, as near as blocks go."""
        self.clear()
        found = os.statvfs(self.folder)
        used = (found.f_blocks - found.f_bfree) * found.f_frsize
        wanted = found.f_blocks * found.f_frsize * percent / 100 - used
        with contextlib.suppress(OSError), self._filler.open("wb", buffering=0) as file:
            file.write(b"\0" * max(0, int(wanted)))

    def clear(self) -> None:
        """Make room."""
        self._filler.unlink(missing_ok=True)

    def writable(self, *, yes: bool) -> None:
        """Mount it anew, to be read alone or to be written to as well."""
        _run("mount", "-o", f"remount,{'rw' if yes else 'ro'}", str(self.folder))

    @property
    def _filler(self) -> Path:
        return self.folder / "filler"


def _run(*command: str) -> int:
    program = shutil.which(command[0])
    if program is None:
        return errno.ENOENT
    return subprocess.run([program, *command[1:]], check=False, capture_output=True).returncode  # noqa: S603 - our own words


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look learns what the engines say, however slowly they say it."""
    monkeypatch.setattr("hub.room.watch._ANSWER_SECONDS", PATIENCE_SECONDS)


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator["Mounting"]:
    """Makes small disks; they are gone after the test."""
    with ExitStack() as exits:
        yield Mounting(tmp_path, exits)


@dataclass(frozen=True)
class Mounting:
    """Where small disks come from."""

    root: Path
    exits: ExitStack

    def disk(self, name: str, megabytes: int, files: int = 10_000) -> Disk:
        """One in this folder of the test's; without the right to mount the test is skipped."""
        folder = self.root / name
        folder.mkdir(parents=True)
        options = f"size={megabytes}m,nr_inodes={files}"
        if _run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)) != 0:
            pytest.skip("a small disk cannot be mounted here: that takes root and a kernel's leave")
        self.exits.callback(_run, "umount", "--lazy", str(folder))
        return Disk(folder)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A reserve that is in proportion to small disks."""
    return Settings(data=tmp_path / "data", api_port=0, room_reserve_bytes=MEGABYTE // 2)


@pytest.fixture
def blob_disk(mounted: Mounting) -> Disk:
    """The blobs of the test's hub lie on a disk of their own."""
    return mounted.disk("data/blobs", 32)


@pytest.fixture
async def small(blob_disk: Disk, house: House) -> House:
    """A hub whose blobs lie on a small disk."""
    _ = blob_disk
    return wired(house)


def wired(house: House) -> House:
    """Log and blobs write into the condition that they find no room."""
    return replace(
        house,
        log=EventLog(house.nc, house.keys, house.condition),
        blobs=Blobs(house.settings.data / "blobs", house.secret, house.clock, house.condition),
    )


@dataclass(frozen=True)
class SmallLog:
    """A hub whose log lies on a small disk."""

    house: House
    disk: Disk
    server: NatsServer


@pytest.fixture
async def small_log(
    mounted: Mounting, settings: Settings, where: Addresses, hands: Hands
) -> AsyncIterator[SmallLog]:
    """The server is a child of the test's, as it is one of `omnihub up`."""
    disk = mounted.disk("data", 48)
    server = NatsServer(settings.data)
    await server.start()
    there = replace(where, nats_url=server.url, nats_monitor_url=server.monitor_url)
    try:
        async with open_house(settings, there, hands) as house:
            yield SmallLog(wired(house), disk, server)
    finally:
        await server.stop()
