"""Data folders that must be free of processes when their test is over, and are then removed."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.engines.witnesses import at_work_on, eventually


@pytest.fixture
async def data() -> AsyncIterator[Path]:
    with place() as folder:
        yield folder / "data"
        await eventually(lambda: not at_work_on(folder))


@contextmanager
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="engines-"))
    folder.chmod(0o755)  # another user must be able to pass
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
