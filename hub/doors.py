"""The doors of the hub on the broker: what is published, and what wakes whom. FastStream's part.

What a subscriber receives only wakes somebody; the log decides what there is to do. That is why
these are plain subscriptions: a hint that is lost costs a second, never a message.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from typing import NamedTuple

import nats.errors
from faststream import FastStream
from faststream.nats import JStream, NatsBroker, NatsMessage
from faststream.nats.publisher.usecase import LogicPublisher
from faststream.specification import AsyncAPI

from contracts.account import (
    ChannelConnected,
    ChannelPaused,
    ChannelResumed,
)
from contracts.company import EmployeeAvailabilityChanged, RotationSet
from contracts.confirmation import ConfirmationQueued
from contracts.conversation import (
    AnswerWaived,
    ClockStarted,
    EscalationAcknowledged,
    MessageFailed,
    MessageQueued,
    MessageSent,
    MessageUncertain,
    MessageWithdrawn,
)
from contracts.deal import DealMoved, DealOpened
from contracts.event import Event
from contracts.inbound import Inbound
from contracts.lead import LeadAssigned, LeadOpened, LeadReopened
from contracts.notice import NoticeQueued
from contracts.reminder import ReminderAcknowledged, ReminderSet
from contracts.task import TaskCancelled, TaskDone, TaskOpened, TaskRescheduled
from hub.log.codec import HUB_TYPE
from hub.log.streams import INBOUND
from hub.waking import Wake

_LEAVE_SECONDS = 1
PING_SECONDS = 5
"""A half-open line is known for one after three of these (by the client's own: two minutes)."""

SENDER = (MessageQueued, NoticeQueued, ConfirmationQueued)


class Watched(NamedTuple):
    """The door through which the watchdog hears of an aggregate, and what passes through it."""

    title: str
    why: str
    events: tuple[type[Event], ...]


WATCHDOG = {
    "conversation": Watched(
        "watchdog.clocks",
        "A clock has moved.",
        (
            ClockStarted,
            MessageQueued,
            MessageSent,
            MessageFailed,
            MessageUncertain,
            MessageWithdrawn,
            AnswerWaived,
            EscalationAcknowledged,
        ),
    ),
    "lead": Watched(
        "watchdog.leads",
        "A lead waits for somebody, or is somebody's.",
        (LeadOpened, LeadAssigned, LeadReopened),
    ),
    "deal": Watched(
        "watchdog.deals",
        "A deal is new, or its clock has moved.",
        (DealOpened, DealMoved, ReminderSet, ReminderAcknowledged),
    ),
    "task": Watched(
        "watchdog.tasks",
        "A task's clock has moved.",
        (
            TaskOpened,
            TaskRescheduled,
            TaskDone,
            TaskCancelled,
            ReminderSet,
            ReminderAcknowledged,
        ),
    ),
    "employee": Watched(
        "watchdog.employees",
        "Somebody takes leads again, or does not.",
        (EmployeeAvailabilityChanged,),
    ),
    "rotation": Watched("watchdog.rotation", "Others take the leads.", (RotationSet,)),
}
"""By aggregate: what may have somebody assigned, told, or spared."""
KEEPER = (ChannelConnected, ChannelPaused, ChannelResumed)


class Doors:
    """One broker for the process, with the doors that its roles open."""

    def __init__(self, nats_url: str) -> None:
        self.broker = NatsBroker(
            nats_url.split(","),
            max_reconnect_attempts=-1,
            ping_interval=PING_SECONDS,
            reconnect_time_wait=1,
            drain_timeout=_LEAVE_SECONDS,
            logger=None,
        )

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """The doors stand open for as long as this lasts; nothing that only wakes is waited for."""
        await self.broker.start()
        try:
            yield
        finally:
            with contextlib.suppress(nats.errors.Error, TimeoutError, OSError):
                async with asyncio.timeout(_LEAVE_SECONDS):
                    await self.broker.stop()

    def inbounds(self, channel: str) -> LogicPublisher:
        """Where a channel puts what arrived; returns when the log has it."""
        return self.broker.publisher(
            f"in.{channel}.*",
            stream=JStream(INBOUND, declare=False),
            title=f"in.{channel}",
            description=f"What arrives through {channel}, sealed; one subject per account.",
            schema=Inbound,
        )

    def sender(self, wake: Wake) -> None:
        """Messages, notices and confirmations that are queued wake the sender."""
        self._wakes("ev.conversation.*", wake, SENDER, "sender.answers", "An answer is queued.")
        self._wakes("ev.pager.*", wake, SENDER, "sender.notices", "An alarm is queued.")
        self._wakes(
            "ev.confirmation.*", wake, SENDER, "sender.confirmations", "A confirmation is queued."
        )

    def watchdog(self, wake: Wake) -> None:
        """Whatever moves a clock, or brings a lead or somebody to take it, wakes the watchdog."""
        for aggregate, door in WATCHDOG.items():
            self._wakes(f"ev.{aggregate}.*", wake, door.events, door.title, door.why)

    def keeper(self, wake: Wake) -> None:
        """An account that is connected, paused or resumed wakes who keeps the channels open."""
        self._wakes("ev.channel.*", wake, KEEPER, "channels.accounts", "An account has changed.")

    def _wakes(
        self, subject: str, wake: Wake, events: Iterable[type[Event]], title: str, why: str
    ) -> None:
        """A subscriber that never replies: an append is a request, which JetStream answers."""
        names = {event.event_name for event in events}

        @self.broker.subscriber(subject, title=title, description=why, no_reply=True)
        async def ring(message: NatsMessage) -> None:
            if message.headers.get(HUB_TYPE) in names:
                wake.ring()


def asyncapi(channels: Iterable[str]) -> str:
    """The AsyncAPI document of every door, as JSON."""
    doors = Doors("nats://127.0.0.1:4222")
    wake = Wake()
    for channel in channels:
        doors.inbounds(channel)
    doors.sender(wake)
    doors.watchdog(wake)
    doors.keeper(wake)
    app = FastStream(doors.broker, specification=AsyncAPI(title="Omnihub", version="1"))
    return app.schema.to_specification().to_json()
