"""Capture at work: batch by batch, in order, one atomic append in flight.

The batch ends with `capture.advanced`: the position after a restart, the fence against an instance
that was replaced, and the answer to an unclear append, all in one.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from contracts.capture import CaptureAdvanced
from contracts.crash import crash_point
from contracts.errors import Misconfigured, Refused, StaleStream
from contracts.event import Draft, Subject
from contracts.ids import EventId, derived
from hub.capture.decide import Decided, decide, drafts_of, fault_of, parked_facts
from hub.capture.picture import Fact
from hub.capture.retrying import Retrying
from hub.faults import ENGINE_FAULTS, is_hopeless
from hub.house import House
from hub.log.codec import By, Stored, decode
from hub.log.jetstream import last_seq, message_at
from hub.log.read import Reader
from hub.log.streams import EVENTS, INBOUND
from hub.logs.faults import told
from hub.supervision.pulse import beat
from hub.tracing.spans import Span, follow, tracing

SUBJECT = Subject("capture", "main")
NEEDS = (
    "aggregates",
    "registry",
    "parked",
    "cards",
    "clocks",
    "company",
    "leads",
    "deals",
    "tasks",
    "channels",
    "confirmations",
)
"""The projections that a decision reads."""

_MOST = 400
"""Inbounds that are decided together at most; more events than an append holds are left over."""

_PAUSE_SECONDS = 0.5
_STANDS_STILL = "an event that could not be folded holds up what it belongs to"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Position:
    """How far capture has read INBOUND, and where in EVENTS it says so (0: nowhere yet)."""

    inbound: int
    fence: int


class Capture:
    """One at a time does any work: a second one is refused by the fence."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._together = _MOST
        self._retrying = Retrying(house, NEEDS)

    async def run(self) -> None:
        """Work until cancelled. On any error: read the position, catch up, decide again."""
        while True:
            try:
                await self._follow()
            except ENGINE_FAULTS as error:
                beat()  # who waits for an engine does not stand still
                log.warning("capture.interrupted", reason=told(error))
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _follow(self) -> None:
        position = await self._caught_up()
        async with Reader(self._house.nc, INBOUND, position.inbound) as reader:
            async for batch in reader.batches():
                beat()
                if batch:
                    position = await self._take(batch, position)
                position = await self._retry(position)

    async def _caught_up(self) -> Position:
        """Where the log says that capture is; the registry knows everything up to its head."""
        head = await last_seq(self._house.nc, EVENTS)
        stored = await message_at(self._house.nc, EVENTS, {"last_by_subj": str(SUBJECT)})
        await self._house.progress.reached(NEEDS, head)
        position = Position(0, 0) if stored is None else self._said(stored)
        await self._refuse_the_future(position)
        return position

    def _said(self, stored: Stored) -> Position:
        recorded = decode(stored, self._house.keys)
        if recorded is None or not isinstance(recorded.event, CaptureAdvanced):
            raise Misconfigured(
                f"{SUBJECT} does not end with capture's position.",
                remedy="Another program has written to the log: keep it away from `ev.>`.",
            )
        return Position(recorded.event.position, stored.seq)

    async def _refuse_the_future(self, position: Position) -> None:
        last = await last_seq(self._house.nc, INBOUND)
        if position.inbound > last:
            raise Misconfigured(
                f"Capture has read INBOUND up to {position.inbound}, but it ends at {last}: the "
                "stream was lost or set back.",
                remedy="Restore the log from its backup.",
            )

    async def _take(self, batch: Sequence[Stored], position: Position) -> Position:
        """All of it, as much at a time as one append holds."""
        while batch:
            together = batch[: self._together]
            position = await self._some(together, position)
            self._learn(together, position)
            batch = [one for one in batch if one.seq > position.inbound]
        return position

    def _learn(self, together: Sequence[Stored], position: Position) -> None:
        """How many go into an append depends on what they are: new clients leave more events."""
        taken = sum(one.seq <= position.inbound for one in together)
        if taken < len(together):
            self._together = taken + taken // 8 + 1
        elif taken == self._together:
            self._together = min(_MOST, 2 * taken)

    async def _some(self, batch: Sequence[Stored], position: Position) -> Position:
        """Decide and append; where somebody was faster, wait for their facts and decide again."""
        known: tuple[str, int | None] | None = None
        spans = _spans(batch)
        while True:
            beat()
            try:
                return await self._write(await decide(self._house, batch, spans), position, spans)
            except StaleStream as stale:
                if stale.subject == str(SUBJECT):
                    raise
                if known == (stale.subject, stale.last):
                    return await self._in_halves(batch, position, _STANDS_STILL)
                log.info("capture.decided_again", subject=stale.subject)
                await self._house.progress.reached(NEEDS, stale.last or 0)
                known = stale.subject, stale.last
            except Refused as refused:
                return await self._in_halves(batch, position, str(refused))
            except Exception as error:
                if not is_hopeless(error):
                    raise
                log.exception("capture.stumbled", inbound=batch[0].seq, together=len(batch))
                return await self._in_halves(batch, position, fault_of(error))

    async def _in_halves(
        self, batch: Sequence[Stored], position: Position, reason: str
    ) -> Position:
        """Something cannot be written: find that, park it, go on."""
        middle = len(batch) // 2
        if middle:
            position = await self._take(batch[:middle], position)
            return await self._take(batch[middle:], position)
        (alone,) = batch
        spans = _spans(batch)
        drafts = drafts_of(alone.seq, parked_facts(alone, reason), spans.get(alone.seq))
        return await self._write(Decided(drafts, {}, alone.seq), position, spans)

    async def _write(
        self, decided: Decided, position: Position, spans: Mapping[int, Span]
    ) -> Position:
        last = decided.last
        fence = drafts_of(last, [Fact(SUBJECT, CaptureAdvanced(position=last))])
        written = [span for inbound, span in spans.items() if inbound <= last]
        new = Position(last, position.fence)
        return await self._append([*decided.drafts, *fence], decided.expect, new, written)

    async def _retry(self, position: Position) -> Position:
        """What somebody wants tried again is decided where capture stands; the fence moves on."""

        async def put(drafts: Sequence[Draft], expect: Mapping[Subject, int]) -> None:
            nonlocal position
            id_ = EventId(derived("capture", "retried", position.fence))
            fence = Draft(SUBJECT, id_, CaptureAdvanced(position=position.inbound))
            position = await self._append([*drafts, fence], expect, position)

        await self._retrying.round(put)
        return position

    async def _append(
        self,
        drafts: Sequence[Draft],
        expect: Mapping[Subject, int],
        position: Position,
        spans: Sequence[Span] = (),
    ) -> Position:
        """Where capture stands then; the fence that is expected is that of `position`."""
        house = self._house
        await house.keys.ensure(draft.key for draft in drafts if draft.key)
        crash_point("capture.before_append")
        fenced = {**expect, SUBJECT: position.fence}
        seq = await house.log.append(drafts, By("capture", house.clock()), fenced)
        for span in spans:
            span.end()
        crash_point("capture.after_append")
        await house.progress.reached(NEEDS, seq)
        return Position(position.inbound, seq)


def _spans(batch: Sequence[Stored]) -> dict[int, Span]:
    """A step of each contact's trace, by its position; one that is decided anew has it anew."""
    if not tracing():
        return {}
    begun = {stored.seq: _span(stored) for stored in batch if stored.trace}
    return {seq: span for seq, span in begun.items() if span}


def _span(stored: Stored) -> Span | None:
    _, channel, account = stored.subject.split(".")
    return follow("capture.decide", stored.trace, seq=stored.seq, channel=channel, account=account)
