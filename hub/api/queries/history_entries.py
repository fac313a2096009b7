"""The entries of a history: what stands at its places."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.history import Entry, EntryKind, Happening, Step
from hub.api.queries.calls import calls_named
from hub.api.queries.messages import shown
from hub.api.queries.touches import touches_named
from hub.views.read import rows_of
from projections.history import STEPS, StepRow
from projections.thread import THREAD


async def opened(connection: AsyncConnection, places: Sequence[dict[str, Any]]) -> list[Entry]:
    """What stands at these places (`seq`, `kind`, `id`), in the order of the places."""
    ids: dict[str, list[UUID]] = {kind: [] for kind in EntryKind}
    for place in places:
        ids[place["kind"]].append(place["id"])
    steps, events = _seqs(places, EntryKind.STEP), _seqs(places, EntryKind.EVENT)
    entries = [
        *await _messages(connection, ids[EntryKind.MESSAGE]),
        *await _calls(connection, ids[EntryKind.CALL]),
        *await _touches(connection, ids[EntryKind.TOUCH]),
        *await _steps(connection, steps),
        *await _events(connection, events),
    ]
    at = {place["seq"]: number for number, place in enumerate(places)}
    return sorted(entries, key=lambda entry: at[entry.seq])


def _seqs(places: Sequence[dict[str, Any]], kind: EntryKind) -> list[int]:
    return [place["seq"] for place in places if place["kind"] == kind]


async def _messages(connection: AsyncConnection, ids: list[UUID]) -> list[Entry]:
    kind = EntryKind.MESSAGE
    found = await rows_of(connection, THREAD, "message_id", ids)
    return [Entry(seq=row.seq, at=row.at, kind=kind, message=shown(row)) for row in found]


async def _calls(connection: AsyncConnection, ids: list[UUID]) -> list[Entry]:
    found = await calls_named(connection, ids)
    return [Entry(seq=one.seq, at=one.at, kind=EntryKind.CALL, call=one) for one in found]


async def _touches(connection: AsyncConnection, ids: list[UUID]) -> list[Entry]:
    found = await touches_named(connection, ids)
    return [Entry(seq=one.seq, at=one.at, kind=EntryKind.TOUCH, touch=one) for one in found]


async def _steps(connection: AsyncConnection, seqs: list[int]) -> list[Entry]:
    found = await rows_of(connection, STEPS, "seq", seqs)
    return [
        Entry(
            seq=row.seq,
            at=row.at,
            kind=EntryKind.STEP,
            step=Step.model_validate(row, from_attributes=True),
        )
        for row in found
    ]


async def _events(connection: AsyncConnection, seqs: list[int]) -> list[Entry]:
    found = await rows_of(connection, STEPS, "seq", seqs)
    return [
        Entry(seq=row.seq, at=row.at, kind=EntryKind.EVENT, event=_happening(row)) for row in found
    ]


def _happening(row: StepRow) -> Happening:
    talk = None if row.kind.startswith("client.") else row.about_id
    return Happening(kind=row.kind, conversation_id=talk, actor=row.actor, detail=row.detail)
