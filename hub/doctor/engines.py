"""Engines: does a hub run here, and do the log and the databases answer?"""

from collections.abc import Sequence

from sqlalchemy import text

from hub.doctor.finding import Finding, Unseen, ok, skipped, trouble, warning
from hub.doctor.patient import Patient
from hub.doctor.presence import Presence
from hub.doctor.versions import OLDEST_NATS, OLDEST_POSTGRES, new_enough


async def running(patient: Patient) -> Sequence[Finding]:
    """Whether a hub runs on the data folder."""
    data = patient.settings.data
    match patient.presence:
        case Presence.NEVER:
            return [skipped(f"No hub was ever started on {data}.", "`omnihub up` starts one.")]
        case Presence.AWAY:
            return [warning(f"No hub runs on {data} now.", "`omnihub up` starts it.")]
        case Presence.HERE:
            return [ok(f"A hub runs on {data}.")]
        case Presence.ELSEWHERE:
            return [ok("The engines are external; roles may run on any machine.")]


async def nats_server(patient: Patient) -> Sequence[Finding]:
    """Whether the log's server answers, and its version."""
    if isinstance(patient.seen_log, Unseen):
        return [away(patient.presence, patient.seen_log, "nats", "OMNIHUB_NATS_URL")]
    found = patient.log.connected_server_version
    return [new_enough("nats-server", (found.major, found.minor, found.patch), OLDEST_NATS)]


async def postgresql(patient: Patient) -> Sequence[Finding]:
    """Whether both databases answer, and their server's version."""
    unseen = [one for one in (patient.seen_views, patient.seen_vault) if isinstance(one, Unseen)]
    if unseen:
        said = {str(one): one for one in unseen}.values()
        return [away(patient.presence, one, "postgres", "OMNIHUB_DATABASE_URL") for one in said]
    async with patient.views.connect() as connection:
        number = int(await connection.scalar(text("SHOW server_version_num")) or 0)
    return [new_enough("PostgreSQL", (number // 10_000, number % 10_000), OLDEST_POSTGRES)]


def away(presence: Presence, unseen: Unseen, engine: str, variable: str) -> Finding:
    """A judgement over an engine that does not answer: it should, where a hub runs."""
    match presence:
        case Presence.NEVER:
            return skipped(f"{unseen}.")
        case Presence.AWAY:
            return skipped(f"{unseen}; no hub runs here.")
        case Presence.HERE:
            return trouble(
                f"{unseen}, and the hub runs.",
                f"It is started again by itself; if it stays away, logs/{engine}.log in the data "
                "folder says why.",
            )
        case Presence.ELSEWHERE:
            return trouble(
                f"{unseen}.", f"Start it, or correct {variable}, its password and the network."
            )
