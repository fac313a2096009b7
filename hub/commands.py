"""Carrying out a command: load, decide, append; where somebody was faster, decide again."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from contracts.errors import StaleStream, Transient
from contracts.event import Draft, Event, Subject
from contracts.ids import EventId, KeyId, derived
from hub.domain.aggregates import RULES
from hub.house import House
from hub.log.codec import By
from hub.views.read import states

_TRIES = 20

OnSubject = tuple[Subject, Event]
States = Mapping[Subject, Any]


async def carry_out(
    house: House,
    command_id: UUID,
    by: By,
    subjects: Sequence[Subject],
    decide: Callable[[States], Sequence[OnSubject]],
    *,
    key: KeyId | None = None,
) -> int:
    """Append what `decide` says about the states of these subjects; returns the last position.

    The events' ids follow from `command_id`: a command that is given twice is one. `key` seals
    their personal fields. Nothing decided: the newest position among the subjects.

    Raises:
        Refused: whatever `decide` refused.
        Transient: others are faster all the time, or an engine does not answer.
    """
    for _ in range(_TRIES):
        positions, found = await _load(house, subjects)
        events = list(decide(found))
        if not events:
            return max(positions.values(), default=0)
        if key is not None:
            await house.keys.ensure([key])
        drafts = [_draft(command_id, n, one, key) for n, one in enumerate(events)]
        expect = {draft.subject: positions.get(draft.subject, 0) for draft in drafts}
        try:
            return await house.log.append(drafts, by, expect)
        except StaleStream as stale:
            await house.progress.reached(["aggregates"], stale.last or 0)
    raise Transient("others are changing the same thing all the time")


async def _load(
    house: House, subjects: Sequence[Subject]
) -> tuple[dict[Subject, int], dict[Subject, Any]]:
    async with house.views.connect() as connection:
        loaded = await states(connection, subjects)
    found: dict[Subject, Any] = {s: RULES[s.aggregate].initial for s in subjects}
    found.update({subject: state for subject, _, state in loaded})
    return {subject: seq for subject, seq, _ in loaded}, found


def _draft(command_id: UUID, number: int, one: OnSubject, key: KeyId | None) -> Draft:
    subject, event = one
    id_ = EventId(derived(command_id, event.event_name, subject, number))
    return Draft(subject, id_, event, key)
