"""The demonstration as a newcomer starts it, only faster."""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.standins.dovecot import available


async def demo(*options: str, temporary: Path) -> tuple[int, str]:
    """`omnihub demo` in a pipe: the exit code, and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hub.cli", "demo", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "TMPDIR": str(temporary), "OMNIHUB_LANGUAGE": "en"},
    )
    printed, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, printed.decode()


@pytest.fixture
def temporary() -> Iterator[Path]:
    """Where temporary folders are made: a short path, which engines of other users may pass."""
    with tempfile.TemporaryDirectory(prefix="hub-") as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path
        left = sorted(one.name for one in path.iterdir())

    assert left == []


@pytest.mark.timeout(300)
async def test_the_whole_story_ends_with_books_that_agree_and_nothing_left(
    temporary: Path,
) -> None:
    code, printed = await demo("--speed", "20", "--seed", "7", temporary=temporary)

    def number(of: str) -> str:
        found = re.search(rf"│ +(\d+)[^│]*│ {of} +│", printed)
        return found.group(1) if found else printed

    assert code == 0, printed
    assert number("lost") == number("doubled") == "0"
    assert number("deals won, worth") == number("leads rejected") == "1"
    assert (number("cards joined"), number("and parted again")) == ("2", "1")
    assert number("answers to clients") == ("9" if available() else "7")
    assert int(number("webhooks came again, none was counted")) == 8
    assert "\x1b" not in printed
