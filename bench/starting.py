"""A start: from the command to ready, on an empty folder and on one that was used before."""

import resource
import sys
import time
from asyncio.subprocess import create_subprocess_exec
from collections import defaultdict
from pathlib import Path
from statistics import median

from bench.engines import Ground
from bench.figures import Figure
from bench.scale import Scale
from bench.shown import Say
from bench.started import up
from contracts.errors import Transient
from hub.engines import Engines

_COLD_SECONDS, _WARM_SECONDS = 6.0, 3.0
_IMPORT = """
import hub.cli
with hub.cli.without_collecting():
    import hub.cli.machine
"""
_LIMIT = "importing, or the engines alone: what takes longer"

Runs = dict[str, list[float]]
"""Seconds of each run, by what was measured."""


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Beside the longer of the two things that a start has to do, and does at once."""
    runs: Runs = defaultdict(list)
    for number in range(1, scale.starts + 1):
        say(f"run {number} of {scale.starts}")
        await _run(on.folder / f"start-{number}", runs)
    return [
        _figure("cold start, empty folder", "cold", runs, _COLD_SECONDS),
        _figure("warm start, the same folder", "warm", runs, _WARM_SECONDS),
        Figure(
            "CPU of a warm start, the hub itself",
            "s",
            runs["worked warm"],
            "importing",
            runs["importing worked"],
        ),
    ]


def _figure(name: str, kind: str, runs: Runs, promised: float) -> Figure:
    importing, engines = runs["importing"], runs[f"engines {kind}"]
    needed = [max(pair) for pair in zip(importing, engines, strict=True)]
    beside = {"importing, s": median(importing), "engines alone, s": median(engines)}
    return Figure(name, "s", runs[kind], _LIMIT, needed, beside, promised)


async def _run(folder: Path, runs: Runs) -> None:
    """One of everything; each folder is empty at first."""
    for kind in ("cold", "warm"):
        runs[f"engines {kind}"].append(await _engines_alone(folder / "engines"))
        async with up(folder / "hub") as hub:
            runs[kind].append(hub.seconds)
            runs[f"worked {kind}"].append(hub.worked)
    seconds, worked = await _importing()
    runs["importing"].append(seconds)
    runs["importing worked"].append(worked)


async def _engines_alone(data: Path) -> float:
    began = time.perf_counter()
    async with Engines(data):
        return time.perf_counter() - began


async def _importing() -> tuple[float, float]:
    """Everything that `omnihub up` imports, by a Python that does nothing else.

    Seconds, and seconds of processor time.
    """
    began, before = time.perf_counter(), _worked()
    python = await create_subprocess_exec(sys.executable, "-c", _IMPORT)
    if await python.wait():
        raise Transient("the hub's libraries cannot be imported")
    return time.perf_counter() - began, _worked() - before


def _worked() -> float:
    """Processor time of all the processes that were started here and have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime
