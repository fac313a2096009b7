"""A maildir as Dovecot keeps it, written from outside: delivery, and a new UIDVALIDITY."""

import itertools
import os
from dataclasses import dataclass
from pathlib import Path

from hub.clock import Clock

MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns the mail; None changes nothing, as when we are that user ourselves."""

    uid: int
    gid: int

    def take(self, path: Path) -> None:
        """Give this file or folder to the owner."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


class Maildir:
    """The mail of one user, folders by the Maildir++ layout with names in UTF-8."""

    def __init__(self, root: Path, owner: Owner, clock: Clock) -> None:
        self._root = root
        self._owner = owner
        self._clock = clock
        self._last_micros = 0
        self._numbers = itertools.count(1)

    def deliver(self, raw: bytes, folder: str) -> None:
        """Put these very bytes into a folder, the way a delivery agent does.

        Dovecot numbers new mail by the time in the file's name: it rises with every delivery.
        """
        path = self._folder(folder)
        for needed in (self._root, path, path / "cur", path / "new", path / "tmp"):
            self._make(needed)
        name = self._unique_name()
        written = path / "tmp" / name
        written.write_bytes(raw)
        self._owner.take(written)
        written.rename(path / "new" / name)

    def recreate(self, folder: str) -> None:
        """Forget every UID: the folder has the next UIDVALIDITY, its mail is numbered from 1."""
        path = self._folder(folder)
        uids = path / "dovecot-uidlist"
        header = uids.read_text().partition("\n")[0].split()
        validity = next(int(field[1:]) for field in header if field.startswith("V"))
        for stale in (*path.glob("dovecot.index*"), uids):
            stale.unlink()
        uids.write_text(f"3 V{validity + 1} N1\n")
        self._owner.take(uids)

    def _folder(self, folder: str) -> Path:
        if folder.upper() == "INBOX":
            return self._root
        return self._root / f".{folder.replace('/', '.')}"

    def _make(self, path: Path) -> None:
        if not path.exists():
            path.mkdir(mode=0o700)
            self._owner.take(path)

    def _unique_name(self) -> str:
        micros = max(int(self._clock().timestamp() * MICROSECONDS), self._last_micros + 1)
        self._last_micros = micros
        seconds, fraction = divmod(micros, MICROSECONDS)
        return f"{seconds}.M{fraction:06d}P{os.getpid()}Q{next(self._numbers)}.standin"
