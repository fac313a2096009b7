"""Where the demonstration's hub keeps its things, and how nothing of them is left."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from contracts.errors import Misconfigured

_TRIES = 40
_PAUSE_SECONDS = 0.05


@contextlib.asynccontextmanager
async def temporary() -> AsyncIterator[Path]:
    """A folder that is gone afterwards, also when an engine still writes its last words there."""
    folder = Path(tempfile.mkdtemp(prefix="omnihub-demo-"))
    try:
        yield folder
    finally:
        for _ in range(_TRIES):
            if _removed(folder):
                break
            await asyncio.sleep(_PAUSE_SECONDS)


def _removed(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def unused(data: Path) -> Path:
    """The folder, if it can be the demonstration's: what stands in it must not be mixed up.

    Raises:
        Misconfigured: there is something in it.
    """
    if data.exists() and any(data.iterdir()):
        raise Misconfigured(
            f"There is something in {data} already.",
            remedy="Name a new folder with --data, or none: then a temporary one is used.",
        )
    return data
