"""Locks that die with their holder: one hub per data folder, one engine per store."""

import asyncio
import contextlib
import fcntl
import json
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

from contracts.errors import Misconfigured
from hub.engines.folder import unwritable

_POLL_SECONDS = 0.02


@contextlib.contextmanager
def only_hub(path: Path) -> Iterator[None]:
    """Hold the data folder; the file says who does.

    Raises:
        Misconfigured: another process holds it, or we may not write there.
    """
    descriptor = _open(path)  # close-on-exec, so that no engine inherits it
    try:
        if not _locked(descriptor):
            raise _taken(path)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextlib.asynccontextmanager
async def only_engine(path: Path, within: float) -> AsyncIterator[int]:
    """Hold an engine's store until every process of an earlier run is gone.

    The descriptor is for the engine to inherit: then the lock lives exactly as long as the last
    of its processes, whoever started them, and however they end. No pid can be mistaken.

    Raises:
        Misconfigured: somebody of an earlier run is still there after `within` seconds.
    """
    descriptor = _open(path)
    try:
        await _wait(path, descriptor, within)
        yield descriptor
    finally:
        os.close(descriptor)


def sign_engine(descriptor: int, pid: int) -> None:
    """Write into the lock which process it was given to."""
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(pid).encode(), 0)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise unwritable(path) from error


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(descriptor: int) -> None:
    os.utime(descriptor)  # the file system stamps it: nobody here has to ask for the time
    since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC)
    text = json.dumps({"pid": os.getpid(), "since": since.isoformat(timespec="seconds")})
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)


def _taken(path: Path) -> Misconfigured:
    holder = "another process"
    with contextlib.suppress(ValueError, KeyError):  # it is just signing
        signed = json.loads(path.read_text())
        holder = f"process {signed['pid']}, since {signed['since']}"
    return Misconfigured(
        f"The data folder {path.parent} is in use by {holder}.",
        remedy="Stop that hub first, or give this one another data folder.",
    )


async def _wait(path: Path, descriptor: int, within: float) -> None:
    try:
        async with asyncio.timeout(within):
            while not _locked(descriptor):  # noqa: ASYNC110  # nobody tells of a lock's end
                await asyncio.sleep(_POLL_SECONDS)
    except TimeoutError as error:
        raise _left_over(path) from error


def _left_over(path: Path) -> Misconfigured:
    return Misconfigured(
        f"A {path.stem} of an earlier run still works on this data (process {path.read_text()}).",
        remedy="End that process; if it is gone, end the processes it has left behind.",
    )
