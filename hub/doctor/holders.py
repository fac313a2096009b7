"""Leases: which instance does what only one may do at a time."""

from collections.abc import Mapping, Sequence

from hub.doctor.finding import Finding, ok
from hub.doctor.patient import Patient
from hub.leases import Leases

_NOBODY = "doctor"
"""Holds nothing: reading takes no lease."""


async def holders(patient: Patient) -> Sequence[Finding]:
    """Who holds what at this moment."""
    return held(await Leases(patient.log, _NOBODY).holders())


def held(by_lease: Mapping[str, str]) -> list[Finding]:
    """A line for each instance."""
    instances = sorted(set(by_lease.values()))
    return [ok(f"{one} holds {_of(one, by_lease)}.") for one in instances] or [
        ok("No instance holds a lease now.")
    ]


def _of(instance: str, by_lease: Mapping[str, str]) -> str:
    return ", ".join(sorted(name for name, holder in by_lease.items() if holder == instance))
