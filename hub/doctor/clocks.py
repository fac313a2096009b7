"""Clocks: does this machine know what time it is, and do the engines agree?"""

import zoneinfo
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text

from hub.doctor.finding import Finding, Unseen, ok, skipped, trouble, warning
from hub.doctor.monitor import asked
from hub.doctor.patient import Patient

APART = timedelta(seconds=2)
YEARS = range(2026, 2100)
_ZONES = ("UTC", "Europe/Moscow", "America/New_York")
_REMEDY = "Let every machine follow one time server (chrony, systemd-timesyncd)."


async def clocks(patient: Patient) -> Sequence[Finding]:
    """The hub's clock, the databases' and the log's; and whether time zones are known."""
    return [
        year_is(patient.clock()),
        await _postgresql(patient),
        await _nats_server(patient),
        _zones(),
    ]


def year_is(now: datetime) -> Finding:
    """A judgement over this machine's own clock."""
    if now.year in YEARS:
        return ok(f"This machine says {now:%Y-%m-%d %H:%M:%S} UTC.")
    return trouble(f"This machine says that it is the year {now.year}.", _REMEDY)


def apart(name: str, theirs: datetime, before: datetime, after: datetime) -> Finding:
    """A judgement over another clock, which was asked between these two moments of ours."""
    off = max(before - theirs, theirs - after, timedelta())
    if off > APART:
        said = f"The clock of {name} is {off.total_seconds():.0f} s from ours."
        return warning(said, f"{_REMEDY} Order comes from the log, deadlines from the clock.")
    return ok(f"The clock of {name} agrees with ours.")


async def _postgresql(patient: Patient) -> Finding:
    try:
        async with patient.views.connect() as connection:
            before = patient.clock()
            now = await connection.scalar(text("SELECT clock_timestamp()"))
            return apart("PostgreSQL", _moment(now), before, patient.clock())
    except Unseen as error:
        return skipped(f"{error}.")


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    raise Unseen("PostgreSQL does not tell its time")


async def _nats_server(patient: Patient) -> Finding:
    try:
        before = patient.clock()
        told = str((await asked(patient, "/varz"))["now"])
        return apart("nats-server", datetime.fromisoformat(told), before, patient.clock())
    except Unseen as error:
        return skipped(f"{error}.")


def _zones() -> Finding:
    missing = [name for name in _ZONES if not _knows(name)]
    if missing:
        return trouble(
            f"The time zone {missing[0]} is not known here: working hours cannot be computed.",
            "Install the package tzdata.",
        )
    return ok("Time zones are known.")


def _knows(zone: str) -> bool:
    try:
        zoneinfo.ZoneInfo(zone)
    except zoneinfo.ZoneInfoNotFoundError:
        return False
    return True
