"""Measuring the file systems that stores lie on: bytes, files (inodes), whether they take any."""

import asyncio
import os
from pathlib import Path

from hub.room.door import BLOBS, DATABASE, LOG
from hub.room.judging import Filling, Unit
from hub.settings import Settings


def folders(settings: Settings) -> dict[str, Path]:
    """The folders of the stores that lie with us; those of external engines do not."""
    found = {BLOBS: settings.data / "blobs"}
    if settings.nats_url is None:
        found[LOG] = settings.data / "nats"
    if settings.database_url is None:
        found[DATABASE] = settings.data / "postgres"
    return found


async def measured(folder: Path) -> list[Filling]:
    """How full the file system of this folder is. One that cannot be written to has no room.

    Raises:
        OSError: it cannot be asked.
    """
    return await asyncio.to_thread(_measured, folder)


def _measured(folder: Path) -> list[Filling]:
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    found = os.statvfs(there)
    where = f"the file system of {folder}"
    if found.f_flag & os.ST_RDONLY:
        return [Filling(f"{where} (it is read-only)", used=1, free=0)]
    used = (found.f_blocks - found.f_bfree) * found.f_frsize
    fillings = [Filling(where, used, found.f_bavail * found.f_frsize)]
    if found.f_files:  # some file systems count no files
        used_files = found.f_files - found.f_ffree
        fillings.append(Filling(where, used_files, found.f_favail, Unit.FILES))
    return [filling for filling in fillings if filling.used + filling.free > 0]
