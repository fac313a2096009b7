"""Streams: are they there, as the hub made them, and is what was computed from them still true?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from nats.aio.client import Client
from sqlalchemy import text

from contracts.errors import Misconfigured
from hub.capture.run import SUBJECT
from hub.doctor.finding import Finding, Unseen, ok, skipped, trouble, warning
from hub.doctor.patient import Patient
from hub.doctor.tables import must_have
from hub.log.jetstream import NO_STREAM, ApiError, ask, message_at
from hub.log.streams import EVENTS, INBOUND, STREAMS, check_server

Info = Mapping[str, Any]
"""What JetStream tells about a stream: `config`, `state`, and `cluster` where there is one."""

_LIVE = text("SELECT projection, seq FROM builds.checkpoints WHERE status = 'live'")
_RESTORED = (
    "The log is older than what was computed from it: it was restored, or lost its end. Stop the "
    "hub, restore a log that reaches there, or drop the database `views` and let it be computed "
    "anew. Until then nothing new is shown."
)


async def streams(patient: Patient) -> Sequence[Finding]:
    """Both streams, their server, and positions that lie beyond their ends."""
    infos = {name: await _info(patient.log, name) for name in STREAMS}
    found = [
        one
        for name, info in infos.items()
        for one in stream_is(name, info, patient.settings.nats_replicas)
    ]
    return [await _durable(patient), *found, *await _positions(patient, infos)]


async def _info(nc: Client, name: str) -> Info | None:
    try:
        return await ask(nc, f"STREAM.INFO.{name}")
    except ApiError as error:
        if error.code == NO_STREAM:
            return None
        raise


async def _durable(patient: Patient) -> Finding:
    """Whether a message is on disk before it counts as accepted."""
    try:
        await check_server(patient.where.nats_monitor_url)
    except Misconfigured as error:
        return trouble(error.message, error.remedy)
    return ok("nats-server writes to disk before it answers (sync_interval: always).")


def stream_is(name: str, info: Info | None, replicas: int) -> list[Finding]:
    """A judgement over a stream, as the server tells of it."""
    if info is None:
        return [
            warning(
                f"The stream {name} is not there.",
                "The next start makes it, empty; if there was a log before, restore that first.",
            )
        ]
    found = [*_drifted(name, info), *_copies(name, info, replicas), *_holes(name, info)]
    last = info["state"]["last_seq"]
    return found or [ok(f"{name} is as the hub made it; its last message is {last}.")]


def _drifted(name: str, info: Info) -> Iterator[Finding]:
    for key, wanted in STREAMS[name].items():
        actual = info["config"].get(key, type(wanted)())
        if actual != wanted:
            yield trouble(
                f"{key} of {name} is {actual!r}, not {wanted!r}: the hub would not start.",
                f"Set it back with the NATS CLI: nats stream edit {name}",
            )


def _copies(name: str, info: Info, replicas: int) -> Iterator[Finding]:
    there = info["config"].get("num_replicas", 1)
    if there != replicas:
        yield warning(
            f"{name} is kept {there} times, and OMNIHUB_NATS_REPLICAS says {replicas}.",
            f"nats stream edit {name} --replicas {replicas}, or correct the setting.",
        )
    others = (info.get("cluster") or {}).get("replicas") or []
    for other in others:
        if other.get("offline") or not other.get("current"):
            yield warning(
                f"The copy of {name} on {other.get('name', 'a server')} is not up to date.",
                "See whether that nats-server runs; it catches up by itself.",
            )


def _holes(name: str, info: Info) -> Iterator[Finding]:
    """Of facts none may be missing; what arrived may have been erased, one by one."""
    state = info["state"]
    missing = state.get("num_deleted", 0) + max(state.get("first_seq", 0) - 1, 0)
    if name == EVENTS and state["last_seq"] and missing:
        yield trouble(
            f"{missing} of the {state['last_seq']} facts in {name} are missing.",
            "Nothing of the hub deletes facts: stop it, and restore the log from its backup.",
        )


async def _positions(patient: Patient, infos: Mapping[str, Info | None]) -> list[Finding]:
    ends = {name: info["state"]["last_seq"] if info else 0 for name, info in infos.items()}
    captured = await _captured(patient.log) if infos[EVENTS] else 0
    found = [position_is("capture", captured, INBOUND, ends[INBOUND])]
    try:
        await must_have(patient.views, "builds.checkpoints")
        async with patient.views.connect() as connection:
            rows = (await connection.execute(_LIVE)).all()
    except Unseen as error:
        return [*found, skipped(f"{error}.")]
    furthest = max(rows, key=lambda row: row.seq, default=None)
    if furthest is None:
        return found
    return [*found, position_is(furthest.projection, furthest.seq, EVENTS, ends[EVENTS])]


def position_is(who: str, position: int, stream: str, end: int) -> Finding:
    """A judgement over how far somebody has read: nobody can be beyond the end."""
    if position > end:
        said = f"{who} has read {stream} up to {position}, and {stream} ends at {end}."
        return trouble(said, _RESTORED)
    return ok(f"{who} is at {position} of {stream}, which ends at {end}.")


async def _captured(nc: Client) -> int:
    stored = await message_at(nc, EVENTS, {"last_by_subj": str(SUBJECT)})
    return int(orjson.loads(stored.body)["data"]["position"]) if stored else 0
