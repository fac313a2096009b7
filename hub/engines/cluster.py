"""A PostgreSQL cluster's files: made whole or not at all, cleaned of what a crash left."""

import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from contracts.errors import Misconfigured
from hub.engines.account import Account
from hub.engines.folder import DataFolder, write_secret
from hub.engines.launch import launch
from hub.engines.leash import leashed

# Where an operator may tune; what must not be tuned is on postgres' command line.
_TUNABLE = {"shared_buffers": "64MB", "max_connections": "100", "timezone": "UTC"}
_LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
_READY_LINE = 7  # of postmaster.pid, see miscadmin.h: LOCK_FILE_LINE_PM_STATUS


async def made(
    programs: Path, folder: DataFolder, name: str, account: Account, user: str, password: str
) -> Path:
    """The cluster's folder, made by initdb if there is none.

    Raises:
        Misconfigured: initdb failed, and its words are quoted.
    """
    cluster = folder.root / name
    if not cluster.exists():
        fresh = _emptied(folder, f"{name}.new", account)
        with _password_file(folder, account, password) as file:
            command = [str(programs / "initdb"), *_initdb_options(fresh, user, file)]
            await _initialise(folder, name, as_account(account, command, signal.SIGTERM))
        fresh.replace(cluster)
    account.own(cluster)
    return cluster


def as_account(account: Account, command: Sequence[str], last_signal: signal.Signals) -> list[str]:
    """The command that runs `command` as the account, on a leash."""
    # The namespace comes first: changing the user afterwards would slip the leash.
    return [*account.prefix, *leashed(command, last_signal, become=account.become)]


def clean(cluster: Path, sockets: Path) -> None:
    """Remove what a killed server left; to be called when no process of it is left.

    PostgreSQL itself compares pids, and after a reboot or in a container the old pid may be
    somebody else's.
    """
    for left in (cluster / "postmaster.pid", *sockets.glob(".s.PGSQL.*")):
        left.unlink(missing_ok=True)


def serves(cluster: Path, pid: int) -> bool:
    """Whether the server of this pid has written that it accepts connections."""
    try:
        lines = (cluster / "postmaster.pid").read_text(errors="replace").splitlines()
    except OSError:
        return False
    return (
        len(lines) > _READY_LINE and lines[0] == str(pid) and lines[_READY_LINE].strip() == "ready"
    )


def _emptied(folder: DataFolder, name: str, account: Account) -> Path:
    shutil.rmtree(folder.root / name, ignore_errors=True)
    fresh = folder.made(name)
    account.own(fresh)
    return fresh


@contextmanager
def _password_file(folder: DataFolder, account: Account, password: str) -> Iterator[Path]:
    file = folder.made("run") / "initdb-password"
    write_secret(file, password)
    try:
        os.chown(file, account.uid, account.gid)
        yield file
    finally:
        file.unlink()


def _initdb_options(cluster: Path, user: str, password_file: Path) -> list[str]:
    tuned = [f"--set={name}={value}" for name, value in _TUNABLE.items()]
    login = [f"--username={user}", f"--pwfile={password_file}", "--auth=scram-sha-256"]
    return [f"--pgdata={cluster}", *_LOCALE, "--data-checksums", *login, *tuned]


async def _initialise(folder: DataFolder, name: str, command: Sequence[str]) -> None:
    process = await launch(command, folder.open_log(name))
    try:
        failed = await process.wait() != 0
    finally:
        if process.returncode is None:  # cancelled: nobody wants it any more
            process.kill()
    if failed:
        raise Misconfigured(
            f"initdb failed. Its last words:\n{folder.log_tail(name)}\n",
            remedy=f"Repair what it says; all of it is in {folder.log(name)}.",
        )
