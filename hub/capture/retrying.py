"""Parked inbounds tried again: decided as if they had just arrived, one by one, in their order.

Each is one append: its facts, that it is settled (or stays parked), and capture's fence. Whoever
discards it meanwhile, and a second instance, are arbitrated by the log; a crash before the append
leaves the request, a crash after it leaves the answer.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import structlog
from sqlalchemy import select

from contracts.capture import InboundParked, InboundParkedAgain, InboundSettled, Standing
from contracts.errors import Refused, StaleStream
from contracts.event import Draft, Event, Subject
from contracts.ids import EventId, derived
from hub.capture.decide import decide, fault_of
from hub.capture.turns import Turns
from hub.domain.parking import Parked, subject_of
from hub.faults import is_hopeless
from hub.house import House
from hub.log.jetstream import last_seq, message_at
from hub.log.streams import EVENTS, INBOUND
from hub.projector.columns import view_of
from hub.quiet import Quiet
from hub.supervision.pulse import beat
from hub.views.read import rows, states
from projections.parked import PARKED, ParkedRow, parked

_LOOK_SECONDS = 1.0
_MOST = 50
"""So many are tried before what has just arrived gets its turn again."""

_STANDS_STILL = "an event that could not be folded holds up what it belongs to"
_GONE = "it is no longer kept on INBOUND"

log = structlog.get_logger()

Put = Callable[[Sequence[Draft], Mapping[Subject, int]], Awaitable[None]]
"""Appends with capture's fence, and waits until the projections know it."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a try has come to."""

    drafts: list[Draft]
    expect: Mapping[Subject, int]
    settled: bool


class Retrying:
    """Looks for requests every second, and answers them."""

    def __init__(self, house: House, needs: Sequence[str]) -> None:
        self._house = house
        self._needs = needs
        self._turns = Turns(house)
        self._look_at = 0.0
        self._quiet = Quiet(house.clock)

    async def round(self, put: Put) -> None:
        """Answer what is asked for, up to a few dozens; the rest has its turn in the next round.

        Raises:
            StaleStream: another capture has taken over.
            Transient: an engine does not answer; the requests stay.
        """
        now = asyncio.get_running_loop().time()
        if now < self._look_at:
            return
        self._look_at = now + _LOOK_SECONDS
        if self._quiet.holds(await last_seq(self._house.nc, EVENTS)):
            return
        seen = await self._house.progress.of([parked.name])
        queue, left = await self._queue(), _MOST
        for _, theirs in groupby(queue, key=lambda row: row.account):
            left -= await self._in_turn(list(theirs), left, put)
            if not left:
                self._look_at = 0.0
                return
        self._quiet.begins(seen)  # a request beyond that was on the log, and not yet in the queue

    async def _queue(self) -> list[ParkedRow]:
        """What is parked on the accounts of which something is asked for, in its order."""
        view = view_of(PARKED)
        requested = view.c.standing == Standing.REQUESTED
        asked = select(view.c.account).where(requested)
        open_ = view.c.standing.in_([Standing.WAITING, Standing.REQUESTED])
        query = select(view).where(open_, view.c.account.in_(asked))
        async with self._house.views.connect() as connection:
            return await rows(connection, PARKED, query.order_by(view.c.account, view.c.inbound))

    async def _in_turn(self, parked: Sequence[ParkedRow], most: int, put: Put) -> int:
        """Try what is asked for of one account, and tell how many those were.

        What stays parked holds up the later ones of whom it is.
        """
        holding: dict[str, int] = {}
        asked = [row.inbound for row in parked if row.standing is Standing.REQUESTED][:most]
        for row in parked:
            if row.inbound > asked[-1]:
                break
            keys = await self._turns.of(row.inbound, row.account)
            first = min((holding[key] for key in keys if key in holding), default=None)
            if row.standing is Standing.WAITING or not await self._try(row, first, put):
                holding.update(dict.fromkeys(keys - holding.keys(), row.inbound))
        return len(asked)

    async def _try(self, row: ParkedRow, first: int | None, put: Put) -> bool:
        """Whether it is parked no longer; where somebody was faster, it is decided again."""
        subject = subject_of(row.inbound)
        refused = None if first is None else f"waits for {first}"
        known: set[tuple[str, int | None]] = set()
        while True:
            beat()
            state, at = await self._state(subject)
            if state.standing is not Standing.REQUESTED:
                return state.standing is not Standing.WAITING
            answer = await self._answer(row.inbound, state, refused, first)
            expect = {**answer.expect, subject: at}
            try:
                await put(answer.drafts, expect)
            except StaleStream as stale:
                if stale.subject not in map(str, expect):
                    raise
                if (stale.subject, stale.last) in known:
                    if stale.subject == str(subject):
                        log.warning("parked.stands_still", inbound=row.inbound)
                        return False
                    refused = _STANDS_STILL
                known.add((stale.subject, stale.last))
                await self._house.progress.reached(self._needs, stale.last or 0)
            except Refused as error:
                refused = str(error)
            else:
                return answer.settled

    async def _state(self, subject: Subject) -> tuple[Parked, int]:
        async with self._house.views.connect() as connection:
            found = await states(connection, [subject])
        return next(((state, seq) for _, seq, state in found), (Parked(), 0))

    async def _answer(
        self, inbound: int, state: Parked, refused: str | None, first: int | None
    ) -> _Answer:
        if refused is not None:
            return _stays(inbound, state, refused, first)
        stored = await message_at(self._house.nc, INBOUND, {"seq": inbound})
        if stored is None:
            return _stays(inbound, state, _GONE)
        try:
            decided = await decide(self._house, [stored])
        except Exception as error:
            if not is_hopeless(error):
                raise
            return _stays(inbound, state, fault_of(error))
        match decided.drafts:
            case [Draft(event=InboundParked(reason=reason))]:
                return _stays(inbound, state, reason)
            case drafts:
                over = InboundSettled(inbound=inbound, attempt=state.attempts)
                return _Answer([*drafts, _draft(inbound, state, over)], decided.expect, True)


def _stays(inbound: int, state: Parked, reason: str, first: int | None = None) -> _Answer:
    event = InboundParkedAgain(
        inbound=inbound, attempt=state.attempts, reason=reason, waits_for=first
    )
    return _Answer([_draft(inbound, state, event)], {}, False)


def _draft(inbound: int, state: Parked, event: Event) -> Draft:
    """Its id follows from the attempt as well: no answer is taken for that of an earlier one."""
    subject = subject_of(inbound)
    id_ = derived("capture", inbound, state.attempts, event.event_name, subject)
    return Draft(subject, EventId(id_), event)
