"""Start a program apart from the terminal and from the environment."""

import asyncio
import os
from asyncio.subprocess import DEVNULL, STDOUT, Process
from collections.abc import Sequence

# PGDATA, PGOPTIONS, LC_ALL, GOMEMLIMIT and their like must not decide how an engine behaves.
_KEPT = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH")


async def launch(command: Sequence[str], log: int, inherit: Sequence[int] = ()) -> Process:
    """Start a command in a session of its own, where the terminal's Ctrl-C does not reach it.

    What it writes goes to the descriptor `log`, which is closed here.
    """
    try:
        return await asyncio.create_subprocess_exec(
            *command,
            stdin=DEVNULL,
            stdout=log,
            stderr=STDOUT,
            pass_fds=inherit,
            start_new_session=True,
            env=_plain_environment(),
        )
    finally:
        os.close(log)


def _plain_environment() -> dict[str, str]:
    return {"LC_ALL": "C", **{name: os.environ[name] for name in _KEPT if name in os.environ}}
