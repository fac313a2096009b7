"""Migrations: are the databases of this version, and did every change of them come to its end?"""

from collections.abc import Mapping, Sequence

from sqlalchemy import text

from hub.doctor.finding import Finding, Unseen, ok, skipped, warning
from hub.doctor.patient import Patient
from hub.doctor.tables import must_have
from hub.doctor.vault_step import vault_step
from hub.wiring import PROJECTIONS

_BY_ITSELF = "A projector of this version builds it when it starts: wait, or start one."
_BUILDS = text("SELECT projection, version, status FROM builds.checkpoints")


async def migrations(patient: Patient) -> Sequence[Finding]:
    """The views' builds, and the vault's steps."""
    return [*await _views(patient), await vault_step(patient)]


async def _views(patient: Patient) -> list[Finding]:
    try:
        await must_have(patient.views, "builds.checkpoints")
        async with patient.views.connect() as connection:
            rows = (await connection.execute(_BUILDS)).all()
    except Unseen as error:
        return [skipped(f"{error}.")]
    live = {row.projection: row.version for row in rows if row.status == "live"}
    building = sorted({row.projection for row in rows if row.status == "building"})
    return [*live_are(live, {one.name: one.version for one in PROJECTIONS}), *_unfinished(building)]


def live_are(live: Mapping[str, int], known: Mapping[str, int]) -> list[Finding]:
    """A judgement over the versions of what serves, and of what the code knows."""
    found = [
        warning(
            f"The projection {name} serves version {live[name]}, and this code knows {version}.",
            _BY_ITSELF,
        )
        for name, version in known.items()
        if name in live and live[name] != version
    ]
    missing = sorted(set(known) - set(live))
    if missing:
        said = f"Not made yet: the projections {', '.join(missing)}."
        found.append(warning(said, _BY_ITSELF))
    return found or [ok(f"All {len(known)} projections are of this version.")]


def _unfinished(names: Sequence[str]) -> list[Finding]:
    return [
        warning(
            f"A rebuild of {name} is under way, or was broken off.",
            f"If nobody rebuilds it now: omnihub projections rebuild {name}",
        )
        for name in names
    ]
