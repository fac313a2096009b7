"""The Dovecot binary and its process: found, started, gone with its parent, stopped."""

import asyncio
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from contracts.errors import Misconfigured
from hub.standins.listener import HOST

VERSION = "2.3."
REMEDY = "Install Dovecot 2.3 with IMAP (Debian 12: apt-get install dovecot-imapd)."
SYSTEM_FOLDERS = "/usr/sbin:/usr/local/sbin"
START_SECONDS = 30.0
STOP_SECONDS = 10.0
PROBE_SECONDS = 0.02


def available() -> bool:
    """Is there a Dovecot this stand-in can start? Tests skip where there is none."""
    with suppress(Misconfigured):
        return bool(usable_binary())
    return False


def usable_binary() -> str:
    """Where Dovecot is.

    Raises:
        Misconfigured: it is missing, or its configuration is of another kind than 2.3.
    """
    binary = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:{SYSTEM_FOLDERS}")
    if binary is None:
        raise Misconfigured("There is no Dovecot here.", remedy=REMEDY)
    version = subprocess.run(  # noqa: S603 - found on the PATH, given no foreign words
        [binary, "--version"], capture_output=True, text=True, check=False
    )
    if not version.stdout.startswith(VERSION):
        found = version.stdout.strip() or version.stderr.strip()
        raise Misconfigured(f"This Dovecot is {found}.", remedy=REMEDY)
    return binary


class Process:
    """One run of Dovecot's master, which takes its own children along when it goes."""

    def __init__(self, binary: str, config: Path) -> None:
        self._log = config.parent / "log"
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(  # noqa: S603 - the same binary, our own configuration
                [*_dying_with_parent(), binary, "-F", "-c", str(config)],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Of the master."""
        return self._child.pid

    async def greets(self, port: int) -> None:
        """Return once the server greets on this port.

        Raises:
            Misconfigured: it has ended, or stays silent; the words are those of its log.
        """
        try:
            async with asyncio.timeout(START_SECONDS):
                while not await _is_greeted(port):
                    self._expect_alive()
                    await asyncio.sleep(PROBE_SECONDS)
        except TimeoutError as error:
            raise self._failure("does not greet") from error

    async def stop(self) -> None:
        """Ask it to end, which takes it about a second; after ten, kill it."""
        self._child.terminate()
        try:
            await asyncio.to_thread(self._child.wait, STOP_SECONDS)
        except subprocess.TimeoutExpired:
            await self.kill()

    async def kill(self) -> None:
        """End it and all of its children at once, as `kill -9` does."""
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)  # it leads a session of its own
            await asyncio.to_thread(self._child.wait)

    def _expect_alive(self) -> None:
        if self._child.poll() is not None:
            raise self._failure(f"has ended with {self._child.returncode}")

    def _failure(self, what: str) -> Misconfigured:
        said = self._log.read_text(errors="replace")[-2000:]
        return Misconfigured(f"Dovecot {what}: {said}", remedy="Read its words above.")


def _dying_with_parent() -> list[str]:
    """A prefix that lets the kernel end the child with us, where util-linux is installed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


async def _is_greeted(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    greeting = await reader.readline()
    writer.close()
    return greeting.startswith(b"* OK")
