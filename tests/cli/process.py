"""`omnihub up` in a process of its own, as an operator starts it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

from hub.engines.ports import free_port

READY = "The hub is ready: "


class Up:
    """A hub that is up while the block lasts; `told` is what it printed until it was ready."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.told: list[str] = []

    def __enter__(self) -> Self:
        log, port = self.data.with_suffix(".log"), str(free_port())  # one that no client is given
        with log.open("w") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "hub.cli", "up", "--data", str(self.data), "--port", port],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.told.append(line.strip())
            if line.startswith("Next: "):
                return self
        raise AssertionError(log.read_text())

    def __exit__(self, *_: object) -> None:
        self.interrupt()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    @property
    def token(self) -> str:
        """The first administrator's token, as it was printed."""
        return next(word for line in self.told for word in line.split() if word.startswith("hub_"))

    def interrupt(self, within: float = 60) -> int:
        """Ctrl-C; its exit code, within so many seconds."""
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(within)
