"""A hub at rest: what it costs while nobody writes, and what it costs to ask how it is."""

import asyncio

from bench.asked import asked
from bench.engines import Ground
from bench.figures import Figure
from bench.processes import between, by_program, family, megabytes, spent
from bench.scale import Scale
from bench.shown import Say
from bench.started import up

_MEGABYTES, _PERCENT = 450.0, 3.0


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Memory and processor time of `omnihub up`, its engines included."""
    say("starting")
    async with up(on.folder / "at-rest") as hub:
        say("settling")
        await asyncio.sleep(scale.settle_seconds)
        say(f"at rest for {scale.rest_seconds:.0f} seconds")
        processor = await _processor(hub.pid, scale.rest_seconds)
        return [*_memory(hub.pid), processor, *await asked(hub, scale.asked, say)]


async def _processor(pid: int, lasts: float) -> Figure:
    before = spent(pid)
    await asyncio.sleep(lasts)
    used = between(before, spent(pid))
    shares = {f"{program}, %": 100 * seconds / lasts for program, seconds in used.items()}
    total = sum(shares.values())
    return Figure("CPU at rest", "% of a core", [total], beside=shares, promised=_PERCENT)


def _memory(pid: int) -> list[Figure]:
    programs, processes = by_program(pid), list(family(pid))
    beside = {f"{program}, MB": megabytes(pids, "Pss") for program, pids in programs.items()}
    total, rss = sum(beside.values()), megabytes(processes, "Rss")
    beside |= {"processes": float(len(processes))}
    return [
        Figure("memory at rest, PSS", "MB", [total], beside=beside, promised=_MEGABYTES),
        Figure("memory at rest, RSS", "MB", [rss]),
    ]
