"""Carrying out a command: load, decide, append; where somebody was faster, decide again."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from contracts.errors import Refused, StaleStream, Transient
from contracts.event import Draft, Event, Subject
from contracts.ids import EventId, KeyId, derived
from hub.domain.aggregates import RULES
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_of
from hub.log.streams import EVENTS
from hub.supervision.pulse import beat
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
    before: Callable[[int], Awaitable[None]] | None = None,
) -> int:
    """Append what `decide` says about the states of these subjects; returns the last position.

    The events' ids follow from `command_id`: a command that is given twice is one. `key` seals
    their personal fields. `before` is called before each decision, with the newest position among
    the subjects: to learn what the decision needs besides. Nothing decided: that position.

    Raises:
        Refused: whatever `decide` refused.
        Transient: others are faster all the time, or an engine does not answer.
    """
    for _ in range(_TRIES):
        beat()
        positions, found = await _load(house, subjects)
        if before is not None:
            await before(max(positions.values(), default=0))
        try:
            events = await _decided(house, subjects, positions, partial(decide, found))
            if not events:
                return max(positions.values(), default=0)
            return await _append(house, command_id, by, events, positions, key)
        except StaleStream as stale:
            await house.progress.reached(["aggregates"], stale.last or 0)
    raise Transient("others are changing the same thing all the time")


async def _decided(
    house: House,
    subjects: Sequence[Subject],
    positions: Mapping[Subject, int],
    decide: Callable[[], Sequence[OnSubject]],
) -> Sequence[OnSubject]:
    """To refuse, or to do nothing, is a decision too: it may not rest on what is past."""
    try:
        events = decide()
    except Refused:
        await _refuse_stale(house, subjects, positions)
        raise
    if not events:
        await _refuse_stale(house, subjects, positions)
    return events


async def _append(
    house: House,
    command_id: UUID,
    by: By,
    events: Sequence[OnSubject],
    positions: Mapping[Subject, int],
    key: KeyId | None,
) -> int:
    if key is not None:
        await house.keys.ensure([key])
    drafts = [_draft(command_id, number, one, key) for number, one in enumerate(events)]
    expect = {draft.subject: positions.get(draft.subject, 0) for draft in drafts}
    return await house.log.append(drafts, by, expect)


async def _refuse_stale(
    house: House, subjects: Sequence[Subject], positions: Mapping[Subject, int]
) -> None:
    """Whether the log has gone on since these states were folded."""
    for subject in subjects:
        last = await last_of(house.nc, EVENTS, str(subject))
        if last != positions.get(subject, 0):
            raise StaleStream(str(subject), last)


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
