"""Examining: one check after the other; one that breaks is a finding itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from hub.doctor.finding import Finding, State, Unseen, skipped, trouble
from hub.doctor.patient import Patient
from hub.faults import ENGINE_FAULTS

CHECK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Check:
    """`look` reads and judges; it changes nothing, and may raise `Unseen`."""

    name: str
    look: Callable[[Patient], Awaitable[Sequence[Finding]]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one check has found."""

    check: str
    findings: tuple[Finding, ...]


async def examine(
    patient: Patient, checks: Iterable[Check], starting: Callable[[str], None] = lambda _: None
) -> AsyncIterator[Seen]:
    """The findings, check by check; `starting` is told which comes now."""
    for check in checks:
        starting(check.name)
        yield Seen(check.name, tuple(await _looked(check, patient)))


async def _looked(check: Check, patient: Patient) -> Sequence[Finding]:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check.look(patient)
    except Unseen as error:
        return [skipped(f"{error}.")]
    except ENGINE_FAULTS as error:
        return [_broken(error, "An engine went away meanwhile: see its log, then ask again.")]
    except Exception as error:  # noqa: BLE001 - what a check did not expect must not hide the others
        return [_broken(error, "Ask again; if it stays, report it with the version and this word.")]


def _broken(error: Exception, remedy: str) -> Finding:
    kind = type(getattr(error, "orig", None) or error).__name__
    return trouble(f"could not be checked: {kind}", remedy)


def in_trouble(seen: Iterable[Seen]) -> bool:
    """Whether anything is in trouble."""
    return any(one.state is State.TROUBLE for each in seen for one in each.findings)
