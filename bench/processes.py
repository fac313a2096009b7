"""Processes: who belongs together, what memory they hold, what processor time they used."""

import contextlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

_KIBIBYTE = 1024
_MEGABYTE = 1_000_000
_NANO = 1_000_000_000
_PROC = Path("/proc")

HUB = "the hub itself"


def family(pid: int) -> Iterator[int]:
    """A process and everything it started, as far as it is there still."""
    yield pid
    for child in _children(pid):
        yield from family(child)


def _children(pid: int) -> list[int]:
    try:
        tasks = list((_PROC / f"{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def by_program(pid: int) -> dict[str, list[int]]:
    """The family of a hub: itself, and its engines by the names of their programs."""
    programs = defaultdict[str, list[int]](list)
    for one in family(pid):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            programs[HUB if one == pid else _program(one)].append(one)
    return dict(programs)


def _program(pid: int) -> str:
    return (_PROC / f"{pid}/comm").read_text().strip()


def megabytes(pids: list[int], kind: str) -> float:
    """PSS counts a shared page in parts, RSS for everybody: proc_pid_smaps_rollup(5)."""
    return sum(_bytes(pid, kind) for pid in pids) / _MEGABYTE


def _bytes(pid: int, kind: str) -> int:
    for line in (_PROC / f"{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) * _KIBIBYTE
    return 0


Spent = dict[tuple[str, int], float]
"""Processor time so far, in seconds, by the program and the process."""


def spent(pid: int, count: Callable[[int], float] | None = None) -> Spent:
    """What the family of a hub has used until now, counted by `seconds` unless said otherwise."""
    found: Spent = {}
    for program, pids in by_program(pid).items():
        for one in pids:
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                found[program, one] = (count or seconds)(one)
    return found


def between(before: Spent, after: Spent) -> dict[str, float]:
    """Seconds by program; who ended meanwhile is left out, who began counts from its beginning."""
    used = defaultdict[str, float](float)
    for process, now in after.items():
        used[process[0]] += now - before.get(process, 0.0)
    return dict(used)


def seconds(pid: int) -> float:
    """Processor time of a process so far, of threads that ended too, in hundredths.

    User and system time together, fields 14 and 15 of proc_pid_stat(5).
    """
    fields = (_PROC / f"{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seconds_of_threads(pid: int) -> float:
    """The same of the threads that live, to the nanosecond, where the kernel counts those."""
    tasks = list((_PROC / f"{pid}/task").iterdir())
    if not (tasks[0] / "schedstat").exists():
        return seconds(pid)
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / _NANO
