"""A log that writes no more: a stream of nats-server that once met a full disk.

It takes nothing until the server is started anew, also when there is room again (seen with
nats-server 2.15.1); what it has acknowledged is still there then. The server says so itself.
"""

import contextlib
import os
import signal

import structlog

from hub.engines.folder import DataFolder
from hub.engines.nats import NAME
from hub.house import House
from hub.room.asking import asked

_SAYS_SO = "write error"

log = structlog.get_logger()


async def is_stuck(house: House) -> bool:
    """Whether a stream takes nothing because a write has failed.

    Raises:
        Transient: the server does not answer.
    """
    _, said = await asked(house, "/healthz")
    return _SAYS_SO in str(said.get("error", ""))


def start_anew(house: House) -> None:
    """End the embedded server: its supervisor starts it again. Another one is the operator's."""
    if house.settings.nats_url is not None:
        log.error(
            "log.stuck",
            reason="A stream of nats-server has met a full disk and writes no more.",
            remedy="There is room again: restart nats-server.",
        )
        return
    lock = DataFolder(house.settings.data).engine_lock(NAME)
    with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
        os.kill(int(lock.read_text()), signal.SIGTERM)
        log.warning("log.restarted", reason="It had met a full disk; there is room again.")
