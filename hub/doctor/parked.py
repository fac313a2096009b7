"""Parked: what was put aside until a person has looked at it."""

from collections.abc import Sequence

from sqlalchemy import func, select, text

from hub.doctor.finding import Finding, ok, warning
from hub.doctor.patient import Patient
from hub.doctor.tables import must_have
from hub.parked.listing import OPEN
from hub.projector.columns import view_of
from projections.parked import PARKED

_ROWS = text(
    "SELECT count(*) FROM builds.parked JOIN builds.checkpoints USING (projection, build) "
    "WHERE status = 'live'"
)


async def parked(patient: Patient) -> Sequence[Finding]:
    """Inbounds that nobody could interpret, rows that could not be folded."""
    view = view_of(PARKED)
    await must_have(patient.views, "builds.parked", view.name)
    waiting = select(func.count()).select_from(view).where(view.c.standing.in_(list(OPEN)))
    async with patient.views.connect() as connection:
        inbounds = await connection.scalar(waiting) or 0
        rows = await connection.scalar(_ROWS) or 0
    return parked_are(inbounds, rows)


def parked_are(inbounds: int, rows: int) -> list[Finding]:
    """A judgement over how many there are."""
    found = []
    if inbounds:
        said = f"{inbounds} inbounds are parked for a person to look at."
        found.append(warning(said, "omnihub parked list says why, and how to try them again."))
    if rows:
        said = f"{rows} rows of projections stand still since an event could not be folded."
        found.append(warning(said, "omnihub projections list names them; a rebuild folds them."))
    return found or [ok("Nothing is parked.")]
