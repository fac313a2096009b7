"""The sender of one account: attempted is on the log before anything leaves, the outcome after.

A crash anywhere needs no repair: what was attempted and has no outcome is uncertain, and no second
attempt is ever made on an answer to a client that may have arrived.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime

import structlog

from contracts.channel import Channel, Outbound, Receipt
from contracts.crash import crash_point
from contracts.errors import HubError, Misconfigured, Transient
from contracts.event import Event, Subject
from contracts.ids import derived, drawn
from hub.commands import States, carry_out
from hub.domain.conversation import Conversation
from hub.domain.delivery import Delivery, DeliveryStatus, Next, next_for
from hub.domain.paging import Pager
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.logs.faults import told
from hub.metrics.traffic import attempt_ended
from hub.quiet import Quiet
from hub.sender.compose import compose
from hub.sender.outbox import Queued, due, next_try, queued
from hub.sender.outcomes import Story
from hub.supervision.pulse import beat
from hub.tracing.spans import follow, within
from hub.vault.channels import Account
from hub.views.read import states
from hub.waking import Wake
from projections.delivery import DeliveryRow

NEEDS = ("aggregates", "delivery")
"""The projections that the sender reads before it acts."""

_LOOK_SECONDS = 1.0
_PAUSE_SECONDS = 0.5
_FINISH_SECONDS = 3.0

log = structlog.get_logger()


class Sender:
    """Brings out what is queued for an account, one after the other."""

    def __init__(self, house: House, account: Account, channel: Channel, wake: Wake) -> None:
        self._house = house
        self._account = account
        self._channel = channel
        self._wake = wake
        self._instance = drawn()
        self._quiet = Quiet(house.clock)
        self._next: datetime | None = None

    async def run(self) -> None:
        """Work until cancelled.

        Raises:
            Misconfigured: the provider refuses the account; what was queued stays queued.
        """
        while True:
            beat()
            try:
                head = await last_seq(self._house.nc, EVENTS)
                if not self._quiet.holds(head):
                    await self._house.progress.reached(NEEDS, head)
                    await self._drain()
                    self._next = await next_try(self._house, self._account.name)
                    self._quiet.begins(head, self._next)
                await self._wake.wait(self._patience())
            except Misconfigured:
                raise
            except (HubError, *ENGINE_FAULTS) as error:
                log.warning("sender.interrupted", reason=told(error))
                await asyncio.sleep(_PAUSE_SECONDS)

    def _patience(self) -> float:
        """Seconds until the next look: what has its time leaves at that time."""
        if self._next is None:
            return _LOOK_SECONDS
        left = (self._next - self._house.clock()).total_seconds()
        return min(_LOOK_SECONDS, left) if left > 0 else _LOOK_SECONDS

    async def _drain(self) -> None:
        """Everything that is due, until there is nothing left; each row is caught up with first."""
        while rows := await due(self._house, self._account.name):
            last = max([await self._traced(row) for row in rows])
            await self._house.progress.reached(NEEDS, last)

    async def _traced(self, row: DeliveryRow) -> int:
        """What is said of an attempt belongs to the trace of what was queued."""
        message = await queued(self._house, row)
        facts = {"channel": self._account.channel, "account": self._account.name}
        whose = {f"{message.subject.aggregate}_id": message.subject.id}
        span = follow("message.send", message.trace, seq=row.queued_seq, **facts)
        with structlog.contextvars.bound_contextvars(**whose), within(span):
            return await self._bring(row, message)

    async def _bring(self, row: DeliveryRow, message: Queued) -> int:
        """One step for one message; returns the position of the last fact about it.

        An attempt is this instance's own: another one that wrote the same would take it for theirs.
        """
        attempts: list[int] = []
        step: list[Next] = []

        def begin(delivery: Delivery) -> list[Event]:
            step[:] = [next_for(delivery, self._house.clock())]
            attempts[:] = [delivery.attempt + (step[0] is Next.ATTEMPT)]
            story = self._story(message, attempts[0])
            match step[0]:
                case Next.ATTEMPT:
                    return [story.attempted()]
                case Next.UNKNOWN:
                    return [story.unknown("the hub stopped while it was being sent")]
                case Next.NOTHING:
                    return []

        crash_point("sender.before_attempt")
        seq = await self._say(message, f"begin {self._instance} {row.attempt} {row.status}", begin)
        if step[0] is Next.UNKNOWN:
            attempt_ended(self._account.channel, self._story(message, attempts[0]).unknown(""))
        if step[0] is not Next.ATTEMPT:
            return seq
        crash_point("sender.after_attempt")
        return await finished(self._attempt(message, attempts[0]))

    def _story(self, message: Queued, attempt: int) -> Story:
        return Story(message.event, attempt, self._house.clock())

    async def _attempt(self, message: Queued, attempt: int) -> int:
        outcome, broken = await self._send(message, attempt)
        crash_point("sender.after_send")
        seq = await self._record(message, attempt, outcome)
        crash_point("sender.after_outcome")
        attempt_ended(self._account.channel, outcome)
        if broken:
            raise broken
        return seq

    async def _send(self, message: Queued, attempt: int) -> tuple[Event, Misconfigured | None]:
        story = self._story(message, attempt)
        try:
            receipt = await self._hand_over(message)
        except Exception as error:
            if not isinstance(error, HubError):
                log.exception("sender.broke", message_id=str(message.message_id))
            log.info("message.not_sent", message_id=str(message.message_id), reason=told(error))
            broken = error if isinstance(error, Misconfigured) else None
            return story.went_wrong(error), broken
        log.info("message.sent", message_id=str(message.message_id), attempt=attempt)
        return story.sent(receipt), None

    async def _hand_over(self, message: Queued) -> Receipt:
        return await self._channel.send(await self._composed(message))

    async def _composed(self, message: Queued) -> Outbound:
        """Nothing has left yet: with an engine away it is tried again, and nobody has to wonder."""
        try:
            state = await self._state(message.subject)
            conversation = state if isinstance(state, Conversation) else None
            return await compose(self._house, message, conversation)
        except HubError:
            raise
        except ENGINE_FAULTS as error:
            raise Transient("an engine of the hub was away", retry_after=1.0) from error

    async def _state(self, subject: Subject) -> object:
        async with self._house.views.connect() as connection:
            found = await states(connection, [subject])
        return found[0][2] if found else None

    async def _record(self, message: Queued, attempt: int, outcome: Event) -> int:
        """Say how it went, for as long as it takes: nobody else will know."""

        def decide(delivery: Delivery) -> list[Event]:
            open_ = delivery.status is DeliveryStatus.ATTEMPTED and delivery.attempt == attempt
            return [outcome] if open_ else []

        while True:
            try:
                return await self._say(message, f"outcome {attempt}", decide)
            except ENGINE_FAULTS as error:
                log.warning("outcome.not_recorded", reason=told(error))
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _say(
        self, message: Queued, what: str, decide: Callable[[Delivery], Sequence[Event]]
    ) -> int:
        subject = message.subject

        def decide_on(found: States) -> list[tuple[Subject, Event]]:
            state: Conversation | Pager = found[subject]
            delivery = state.outgoing.get(message.message_id)
            return [(subject, event) for event in decide(delivery)] if delivery else []

        by = By("sender", self._house.clock())
        command = derived("sender", message.message_id, what)
        return await carry_out(self._house, command, by, [subject], decide_on)


async def finished(attempt: Coroutine[None, None, int]) -> int:
    """The attempt, brought to its end even when the sender is told to stop in the middle of it."""
    task = asyncio.ensure_future(attempt)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=_FINISH_SECONDS)
        raise
