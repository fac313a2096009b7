"""Programs: where the engines' binaries are, when the hub starts them itself."""

import asyncio
import re
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from pathlib import Path

from contracts.errors import Misconfigured
from hub.doctor.finding import Finding, ok, skipped, trouble
from hub.doctor.patient import Patient
from hub.doctor.presence import Presence
from hub.engines import binaries

_SECONDS = 5.0
_NUMBER = re.compile(r"\d+(\.\d+)+")


async def programs(patient: Patient) -> Sequence[Finding]:
    """Where each was found."""
    if patient.presence is Presence.ELSEWHERE:
        return [skipped("The engines are external: none is started here.")]
    return [await _nats_server(), await _postgres()]


async def _nats_server() -> Finding:
    try:
        return await _found("nats-server", binaries.nats_server())
    except Misconfigured as error:
        return trouble(error.message, error.remedy)


async def _postgres() -> Finding:
    try:
        return await _found("PostgreSQL", binaries.postgres_folder() / "postgres")
    except Misconfigured as error:
        return trouble(error.message, error.remedy)


async def _found(name: str, program: Path) -> Finding:
    try:
        return ok(f"{name} {await _version(program)} is at {program}.")
    except (OSError, TimeoutError) as error:
        return trouble(
            f"{program} does not run ({type(error).__name__}).",
            "Install the package again: it may be for another machine, or only partly there.",
        )


async def _version(program: Path) -> str:
    async with asyncio.timeout(_SECONDS):
        asked = await asyncio.create_subprocess_exec(
            str(program), "--version", stdout=PIPE, stderr=DEVNULL
        )
        said, _ = await asked.communicate()
    if asked.returncode:
        raise OSError(asked.returncode, "it ended with an error")
    found = _NUMBER.search(said.decode(errors="replace"))
    return found.group() if found else "of an unknown version"
