"""Room: is there space, and are there inodes, for what still comes?"""

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from hub.doctor.finding import Finding, Unseen, ok, skipped, trouble, warning
from hub.doctor.monitor import asked
from hub.doctor.patient import Patient

TIGHT = 0.10
FULL = 0.05
_REMEDY = "Make room on it, or give it more: a full disk stops every store that lies there."
_GIGABYTE = 1024**3


async def room(patient: Patient) -> Sequence[Finding]:
    """Each file system that the data folder reaches to, and the log's own limit."""
    found = [one for names, place in _stores(patient.settings.data) for one in _space(names, place)]
    return [*found, *await _log(patient)]


def _stores(data: Path) -> list[tuple[str, Path]]:
    """Stores by file system: their names, and a folder on it."""
    names = defaultdict[int, list[str]](list)
    places: dict[int, Path] = {}
    for name, folder in (
        ("data", data),
        ("log", data / "nats"),
        ("databases", data / "postgres"),
        ("blobs", data / "blobs"),
    ):
        if name != "data" and not folder.exists():
            continue
        place = _there(folder)
        device = place.stat().st_dev
        names[device].append(name)
        places.setdefault(device, place)
    return [(", ".join(said), places[device]) for device, said in names.items()]


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    absolute = folder.absolute()
    return next(place for place in (absolute, *absolute.parents) if place.exists())


def _space(names: str, place: Path) -> list[Finding]:
    there = os.statvfs(place)
    size = f"{there.f_bavail * there.f_frsize / _GIGABYTE:.1f} GiB"
    found = [room_is(f"The disk of {names} ({size} left)", there.f_bavail / max(there.f_blocks, 1))]
    if there.f_files:  # some file systems have no limit, and say 0
        found.append(room_is(f"The inodes of {names}", there.f_favail / there.f_files))
    return found


def room_is(name: str, free: float) -> Finding:
    """A judgement over how much is free, a share from 0 to 1."""
    said = f"{name}: {free:.0%} free."
    if free < FULL:
        return trouble(said, _REMEDY)
    return warning(said, _REMEDY) if free < TIGHT else ok(said)


async def _log(patient: Patient) -> list[Finding]:
    """JetStream keeps to a limit of its own, whatever the disk has left."""
    if isinstance(patient.seen_log, Unseen):
        return []
    try:
        status = await asked(patient, "/jsz?config=1")
    except Unseen as error:
        return [skipped(f"{error}.")]
    limit = (status.get("config") or {}).get("max_storage") or 0
    used = status.get("storage") or 0
    return [room_is("JetStream's own limit", 1 - used / limit)] if limit > 0 else []
