"""As whom PostgreSQL runs, for it refuses to be root."""

import os
import pwd
import shutil
import stat
from asyncio.subprocess import DEVNULL, create_subprocess_exec
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Misconfigured

_PREFERRED = ("postgres", "nobody")
_FOR_ALL_TO_PASS = 0o711


@dataclass(frozen=True)
class Account:
    """The owner of the files, and how to become who may run PostgreSQL.

    `uid` and `gid` are the owner's as the kernel sees them. `prefix` is a command that runs
    another in a user namespace; `become` is the account to change to.
    """

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()
    become: tuple[int, int] | None = None

    def own(self, root: Path) -> None:
        """Give a folder and all that is in it to this account, if it is somebody else's."""
        if root.stat().st_uid != self.uid:
            for path in (root, *root.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def must_reach(self, folders: Iterable[Path]) -> None:
        """Check that the account can get at the folders.

        Raises:
            Misconfigured: a folder above one of them is closed to it.
        """
        if self.become is None:
            return
        for folder in folders:
            closed = [place for place in folder.parents if not self._passes(place)]
            if closed:
                raise self._shut_out(closed[-1])

    def _passes(self, folder: Path) -> bool:
        found = folder.stat()
        return bool(found.st_mode & stat.S_IXOTH) or found.st_uid == self.uid

    def _shut_out(self, folder: Path) -> Misconfigured:
        name = pwd.getpwuid(self.uid).pw_name
        return Misconfigured(
            f"PostgreSQL refuses to run as root, and as {name} it may not pass {folder}.",
            remedy="Start the hub as an ordinary user, or move what it needs out of that folder.",
        )


async def choose() -> Account:
    """Ourselves; or, when we are root, ourselves under another number, or another user."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    other = _unprivileged()
    prefix = _namespace(other)
    if await _works(prefix):
        return Account(0, 0, prefix=prefix)
    uid, gid = other.pw_uid, other.pw_gid
    return Account(uid, gid, become=(uid, gid))


def open_for(account: Account, root: Path) -> None:
    """Let another user pass the data folder, but not read in it."""
    if account.become:
        root.chmod(_FOR_ALL_TO_PASS)


def _unprivileged() -> pwd.struct_passwd:
    # initdb looks its uid up, so that it has to be one that has a name.
    known = {user.pw_name: user for user in pwd.getpwall() if user.pw_uid != 0}
    for name in (*_PREFERRED, *known):
        if name in known:
            return known[name]
    raise Misconfigured(
        "PostgreSQL refuses to run as root, and this machine knows no other user.",
        remedy="Add a user, and start the hub as that user.",
    )


def _namespace(user: pwd.struct_passwd) -> tuple[str, ...]:
    program = shutil.which("unshare") or "unshare"
    return (program, "--user", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}")


async def _works(prefix: tuple[str, ...]) -> bool:
    try:
        trial = await create_subprocess_exec(*prefix, "true", stdout=DEVNULL, stderr=DEVNULL)
    except FileNotFoundError:
        return False
    return await trial.wait() == 0
