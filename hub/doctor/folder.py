"""Permissions: the data folder is ours, and its secrets are nobody else's to read."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from hub.doctor.finding import Finding, ok, skipped, trouble, warning
from hub.doctor.patient import Patient

_SECRETS = ("secret", "engines.json")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_TO_LOOK = _OTHERS & ~(stat.S_IXGRP | stat.S_IXOTH)


async def permissions(patient: Patient) -> Sequence[Finding]:
    """The folder's owner and mode, and those of the files with secrets."""
    data = patient.settings.data
    if not data.exists():
        return [skipped(f"There is no folder {data} yet.", "`omnihub up` makes it.")]
    found = data.stat()
    files = [(path, path.stat().st_mode) for name in _SECRETS if (path := data / name).exists()]
    return [
        folder_is(data, found.st_mode, owner=found.st_uid, we=os.geteuid()),
        *_writable(data),
        *(secret_is(path, mode) for path, mode in files),
    ]


def folder_is(data: Path, mode: int, *, owner: int, we: int) -> Finding:
    """A judgement over the folder; others may pass it, where PostgreSQL runs as another user."""
    if owner != we:
        return warning(
            f"{data} belongs to user {owner}, and this is user {we}.",
            "Run the hub and its commands as the folder's owner.",
        )
    if mode & _OTHERS_TO_LOOK:
        return warning(
            f"{data} is open to other users (mode {_octal(mode)}).", f"Close it: chmod 700 {data}"
        )
    return ok(f"{data} is ours (mode {_octal(mode)}).")


def secret_is(path: Path, mode: int) -> Finding:
    """A judgement over a file with secrets."""
    if mode & _OTHERS:
        return trouble(
            f"{path} can be reached by other users (mode {_octal(mode)}).",
            f"Close it: chmod 600 {path}. Who could read it can open what is sealed.",
        )
    return ok(f"{path.name} is only ours (mode {_octal(mode)}).")


def _writable(data: Path) -> list[Finding]:
    if os.access(data, os.W_OK | os.X_OK):
        return []
    return [
        trouble(
            f"{data} cannot be written to.",
            "Give the folder to the hub's user, or mount it with the right to write.",
        )
    ]


def _octal(mode: int) -> str:
    return f"{stat.S_IMODE(mode):04o}"
