"""Syncing: does the disk keep what it was told to keep, and how long does that take?"""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from hub.doctor.finding import Finding, ok, skipped, trouble, warning
from hub.doctor.patient import Patient

TOO_FAST_MS = 0.02
TOO_SLOW_MS = 50.0
_TIMES = 9
_IN_MEMORY = frozenset({"tmpfs", "ramfs"})
_BLOCK = b"omnihub\n" * 512


async def syncing(patient: Patient) -> Sequence[Finding]:
    """Write and sync a small file in the data folder."""
    data = patient.settings.data
    if not data.exists():
        return [skipped(f"There is no folder {data} yet.")]
    try:
        took = await asyncio.to_thread(_measured, data)
    except OSError as error:
        return [
            trouble(
                f"A file in {data} cannot be written ({error.strerror}).",
                "Make room on the disk, or give the folder to the hub's user.",
            )
        ]
    return [sync_is(took, in_memory=_kind(data) in _IN_MEMORY)]


def sync_is(took: float, *, in_memory: bool) -> Finding:
    """A judgement over how long one write takes until it is on disk, in milliseconds."""
    said = f"A write is on disk after {took:.2f} ms."
    if in_memory:
        return warning(
            "The data folder lies in memory.", "Move it to a disk: a restart would lose everything."
        )
    if took < TOO_FAST_MS:
        return warning(
            f"{said} No disk is that fast.",
            "See whether something ignores fsync (eatmydata, nobarrier, a virtual disk's cache): "
            "a power cut would lose what was accepted.",
        )
    if took > TOO_SLOW_MS:
        return warning(
            f"{said} Everything that is accepted waits for that.",
            "Move the data folder to a faster disk, or find out who keeps this one busy.",
        )
    return ok(said)


def _measured(folder: Path) -> float:
    """The median of a few, in milliseconds."""
    with tempfile.TemporaryFile(dir=folder, prefix=".doctor-") as file:
        return statistics.median(_once(file.fileno()) for _ in range(_TIMES))


def _once(descriptor: int) -> float:
    begun = time.perf_counter()
    os.write(descriptor, _BLOCK)
    os.fsync(descriptor)
    return (time.perf_counter() - begun) * 1000


def _kind(folder: Path) -> str:
    """The kind of file system, where the system tells it."""
    try:
        lines = Path("/proc/self/mounts").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    mounts = {Path(parts[1]): parts[2] for parts in map(str.split, lines)}
    place = folder.resolve()
    return next((mounts[one] for one in (place, *place.parents) if one in mounts), "")
