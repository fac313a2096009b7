"""A real Dovecot on the loopback: an IMAP server with accounts, gone with its parent."""

import asyncio
import shutil
import socket
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Self

from contracts.errors import Misconfigured
from hub.clock import Clock, now
from hub.standins.certificate import write_certificate
from hub.standins.dovecot_config import Ports, mail_owner, write_config
from hub.standins.dovecot_process import Process, available, usable_binary
from hub.standins.imap_view import View
from hub.standins.listener import HOST
from hub.standins.maildir import Maildir

__all__ = ["Dovecot", "available"]

ACCOUNTS: Mapping[str, str] = MappingProxyType({"anna@omnihub.test": "secret"})
ATTEMPTS = 3


class Dovecot:
    """IMAP with and without TLS; mail and configuration lie in a temporary folder.

    Start it in the main thread: the kernel ends it with the thread that started it.

    Args:
        accounts: Passwords by user name.
        clock: It orders the deliveries.
    """

    def __init__(self, accounts: Mapping[str, str] = ACCOUNTS, *, clock: Clock = now) -> None:
        self.accounts = dict(accounts)
        self._clock = clock
        self._ports = Ports(0, 0)
        self._base: Path | None = None
        self._maildirs: dict[str, Maildir] = {}
        self._process: Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def host(self) -> str:
        """The loopback."""
        return HOST

    @property
    def port(self) -> int:
        """IMAP in the clear; 0 before the first start."""
        return self._ports.imap

    @property
    def tls_port(self) -> int:
        """IMAP under TLS from the first byte; 0 before the first start."""
        return self._ports.imaps

    @property
    def pid(self) -> int | None:
        """The process to stop, freeze or kill from outside; None while it is not running."""
        return self._process.pid if self._process is not None else None

    @property
    def certificate(self) -> Path:
        """The self-signed certificate, PEM, for `ssl.create_default_context(cafile=...)`."""
        return self._folder / "cert.pem"

    async def start(self) -> None:
        """Start, and return once it greets: the first time on free ports, then on the same.

        Raises:
            Misconfigured: Dovecot is missing, of another version, or does not come up.
        """
        binary = usable_binary()
        if self._base is None:
            await self._start_first(binary)
        else:
            await self._run(binary, self._ports)

    async def stop(self) -> None:
        """End the server and every session; the mail stays for the next start."""
        if self._process is not None:
            await self._process.stop()
            self._process = None

    async def kill(self) -> None:
        """The server and every session die at once, `kill -9`; the mail stays."""
        if self._process is not None:
            await self._process.kill()
            self._process = None

    async def close(self) -> None:
        """Kill the server and remove the mail."""
        await self.kill()
        if self._base is not None:
            shutil.rmtree(self._base, ignore_errors=True)
            self._base = None

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> None:
        """A mail arrives, byte for byte; later ones get higher UIDs.

        `folder` is a name as people read it; levels are parted by a slash. Dovecot serves line
        breaks as CRLF however they are stored: `serves` tells what a client gets to see.
        """
        self._maildirs[user].deliver(raw, folder)

    async def serves(self, user: str, folder: str = "INBOX") -> dict[int, bytes]:
        """What Dovecot itself gives for `BODY.PEEK[]`, by UID."""
        return await asyncio.to_thread(self._view(user).bodies, folder)

    async def flags(self, user: str, folder: str = "INBOX") -> dict[int, frozenset[str]]:
        r"""The flags of every message, by UID, as `\Seen`."""
        return await asyncio.to_thread(self._view(user).flags, folder)

    async def uid_validity(self, user: str, folder: str = "INBOX") -> int:
        """The UIDVALIDITY of the folder now."""
        return await asyncio.to_thread(self._view(user).uid_validity, folder)

    async def recreate(self, user: str, folder: str = "INBOX") -> None:
        """The folder comes back with the same mail under a higher UIDVALIDITY and new UIDs."""
        await self.uid_validity(user, folder)  # by asking, Dovecot writes down what it has
        self._maildirs[user].recreate(folder)

    @property
    def _folder(self) -> Path:
        if self._base is None:
            raise LookupError("not started yet")
        return self._base

    def _view(self, user: str) -> View:
        return View(HOST, self.port, user, self.accounts[user])

    def _prepare(self) -> None:
        base = self._base = Path(tempfile.mkdtemp(prefix="omnihub-dovecot-"))
        base.chmod(0o755)
        write_certificate(base / "cert.pem", base / "key.pem")
        mail, owner = base / "mail", mail_owner()
        mail.mkdir()
        owner.take(mail)
        for user in self.accounts:
            self._maildirs[user] = Maildir(mail / user, owner, self._clock)

    async def _start_first(self, binary: str) -> None:
        self._prepare()
        for attempts_left in reversed(range(ATTEMPTS)):
            # A port found free may be taken before Dovecot uses it: then others are tried.
            try:
                await self._run(binary, _free_ports())
            except Misconfigured:
                if not attempts_left:
                    await self.close()
                    raise
            else:
                return

    async def _run(self, binary: str, ports: Ports) -> None:
        self._ports = ports
        self._process = Process(binary, write_config(self._folder, self._ports, self.accounts))
        try:
            await self._process.greets(self.port)
        except BaseException:
            await self.kill()
            raise


def _free_ports() -> Ports:
    with socket.socket() as imap, socket.socket() as imaps:
        imap.bind((HOST, 0))
        imaps.bind((HOST, 0))
        return Ports(imap.getsockname()[1], imaps.getsockname()[1])
