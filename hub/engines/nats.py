"""The log's server: nats-server with JetStream, every append on disk before it is acknowledged."""

import asyncio
import json
import secrets
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hub.engines import binaries
from hub.engines.engine import Engine, Listener
from hub.engines.folder import DataFolder, write_secret
from hub.engines.leash import leashed
from hub.engines.ports import LOOPBACK, free_port, is_free
from hub.engines.process import Child

NAME = "nats"

_USER = "omnihub"
_PROBE_SECONDS = 2.0


class NatsServer:
    """A nats-server on the loopback, for one user with a drawn password.

    Its addresses are noted in the data folder: they stay the same when the process is replaced,
    and at the next start too unless somebody else took the port.
    """

    def __init__(self, data: Path, listener: Listener | None = None) -> None:
        self._folder = DataFolder(data)
        self._facts = self._folder.recall(NAME)
        engine = Engine(
            name=NAME, prepare=self._prepare, answers=self._answers, stop_signal=signal.SIGTERM
        )
        self.child = Child(engine, self._folder, listener)

    @property
    def url(self) -> str:
        """Where clients connect, user and password included."""
        facts = self._facts
        return f"nats://{facts['user']}:{facts['password']}@{LOOPBACK}:{facts['port']}"

    @property
    def monitor_url(self) -> str:
        """Where the server tells about itself: /varz, /jsz, /healthz."""
        return f"http://{LOOPBACK}:{self._facts['monitor_port']}"

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self.child.pid

    async def start(self) -> None:
        """Return when the server is up and every stream is recovered."""
        await self.child.start()

    async def stop(self) -> None:
        """End the server."""
        await self.child.stop()

    async def _prepare(self) -> Sequence[str]:
        if not self.child.settled:
            self._facts = _chosen(self._facts)
            self._folder.note(NAME, self._facts)
        configuration = self._folder.made(NAME) / "nats-server.conf"
        write_secret(configuration, _configuration(self._folder.made(NAME), self._facts))
        return leashed([str(binaries.nats_server()), "-c", str(configuration)], signal.SIGTERM)

    async def _answers(self, _pid: int) -> bool:
        try:
            async with asyncio.timeout(_PROBE_SECONDS):
                return await _status(self._facts["monitor_port"], "/healthz") == b"200"
        except (OSError, TimeoutError):
            return False


def _chosen(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as noted, with new ports where somebody else sits on the old ones."""
    drawn = {
        "user": _USER,
        "password": secrets.token_urlsafe(24),
        "port": free_port(),
        "monitor_port": free_port(),
    }
    taken = {
        name for name in ("port", "monitor_port") if name in facts and not is_free(facts[name])
    }
    return drawn | {name: fact for name, fact in facts.items() if name not in taken}


def _configuration(store: Path, facts: dict[str, Any]) -> str:
    lines = {
        "server_name": "omnihub",
        "listen": f"{LOOPBACK}:{facts['port']}",
        "http": f"{LOOPBACK}:{facts['monitor_port']}",
        "max_payload": 8 * 1024 * 1024,
        # The server acknowledges before fsync, by default for two minutes; "always" does not.
        "jetstream": {"store_dir": str(store), "sync_interval": "always"},
        "authorization": {"user": facts["user"], "password": facts["password"]},
    }
    return json.dumps(lines, indent=2, ensure_ascii=False) + "\n"  # the server reads JSON too


async def _status(port: int, path: str) -> bytes:
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        writer.write(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        version_status_reason = (await reader.readline()).split(maxsplit=2)
        return version_status_reason[1] if len(version_status_reason) > 1 else b""
    finally:
        writer.close()
