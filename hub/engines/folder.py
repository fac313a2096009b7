"""The data folder: what lies where, readable by nobody else."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from contracts.errors import Misconfigured

_PRIVATE = 0o700
_SECRET = 0o600
_LOG_LIMIT_BYTES = 10_000_000


class DataFolder:
    """Where the engines keep their files. Every folder is made when it is first asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.lock = self.made("") / "lock"
        self.notes = self.root / "engines.json"

    def made(self, name: str) -> Path:
        """The folder of this name, which exists from now on.

        Raises:
            Misconfigured: it cannot be made.
        """
        folder = self.root / name
        try:
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        except (PermissionError, FileExistsError, NotADirectoryError) as error:
            raise unwritable(folder) from error
        return folder

    def engine_lock(self, engine: str) -> Path:
        """The file that is locked as long as any process of the engine lives."""
        return self.made("run") / f"{engine}.lock"

    def log(self, engine: str) -> Path:
        """The engine's own log."""
        return self.made("logs") / f"{engine}.log"

    def open_log(self, engine: str) -> int:
        """A descriptor that appends to the engine's log; a large log is first set aside."""
        path = self.log(engine)
        if path.exists() and path.stat().st_size > _LOG_LIMIT_BYTES:
            path.replace(path.with_suffix(".old.log"))
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _SECRET)

    def log_tail(self, engine: str, lines: int = 5) -> str:
        """The last lines the engine wrote, for the person who must repair it."""
        with contextlib.suppress(FileNotFoundError):
            return "\n".join(self.log(engine).read_text(errors="replace").splitlines()[-lines:])
        return ""

    def recall(self, engine: str) -> dict[str, Any]:
        """What was noted about the engine: its ports, its user, its password."""
        with contextlib.suppress(FileNotFoundError):
            noted: dict[str, dict[str, Any]] = json.loads(self.notes.read_text())
            return noted.get(engine, {})
        return {}

    def note(self, engine: str, facts: dict[str, Any]) -> None:
        """Keep these facts about the engine, beside those about the others."""
        noted: dict[str, Any] = {}
        with contextlib.suppress(FileNotFoundError):
            noted = json.loads(self.notes.read_text())
        write_secret(self.notes, json.dumps({**noted, engine: facts}, indent=2) + "\n")


def unwritable(path: Path) -> Misconfigured:
    """The error for a place of the data folder that cannot be written to."""
    return Misconfigured(
        f"The hub cannot write to {path}.",
        remedy="Give it a data folder of its own, and start it as that folder's owner.",
    )


def write_secret(path: Path, text: str) -> None:
    """Write a file only its owner can read; after a crash it is the old one or the new one."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _SECRET)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    fresh.replace(path)
