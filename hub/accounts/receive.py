"""Receiving: what a channel yields is on the log before the channel goes on."""

import asyncio
from contextlib import aclosing

import nats.errors
import nats.js.errors
import structlog
from faststream.nats.publisher.usecase import LogicPublisher

from contracts.channel import Channel
from contracts.crash import crash_point
from contracts.inbound import Inbound
from hub.house import House
from hub.log.inbounds import encode_inbound, subject_of
from hub.log.jetstream import NO_ROOM
from hub.log.streams import INBOUND
from hub.logs.faults import told
from hub.metrics.traffic import inbound_accepted
from hub.room.door import LOG, full, room_again
from hub.tasks import finished
from hub.tracing.spans import begin
from hub.tracing.traceparent import TRACEPARENT
from hub.vault.channels import Account

_ANSWER_SECONDS = 5.0
_FINISH_SECONDS = 3.0
_PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)

log = structlog.get_logger()


class Receiver:
    """Puts what an open channel receives on the log."""

    def __init__(self, house: House, account: Account, door: LogicPublisher) -> None:
        self._house = house
        self._account = account
        self._door = door

    async def run(self, channel: Channel) -> None:
        """Until the channel's connection ends.

        Raises:
            HubError: what the channel raised.
        """
        async with aclosing(channel.receive()) as arriving:
            async for inbound in arriving:
                await finished(self._accept(inbound), _FINISH_SECONDS)

    async def _accept(self, inbound: Inbound) -> None:
        """Append, for as long as it takes: the channel must not go on before the log has it.

        While a store is full nothing is appended: a provider that is asked keeps it, one that
        calls is told to try again.
        """
        account = self._account
        span = begin("channel.receive", channel=account.channel, account=account.name)
        headers, body = encode_inbound(
            account.channel, account.name, inbound, self._house.secret, self._house.clock()
        )
        if span:
            headers[TRACEPARENT] = span.header
        crash_point("channel.before_append")
        tries = 0
        await room_again(self._house.condition)
        while not await self._append(headers, body):
            await asyncio.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
            await room_again(self._house.condition)
            tries += 1
        if span:
            span.end()
        crash_point("channel.after_append")
        inbound_accepted(account.channel, account.name)

    async def _append(self, headers: dict[str, str], body: bytes) -> bool:
        """Whether the log has it. An answer that is lost is no harm: the id makes it one."""
        subject = subject_of(self._account.channel, self._account.name)
        try:
            await self._door.publish(
                body, subject, headers=headers, stream=INBOUND, timeout=_ANSWER_SECONDS
            )
        except (nats.errors.Error, nats.js.errors.Error, TimeoutError, OSError) as error:
            if isinstance(error, nats.js.errors.APIError) and error.err_code in NO_ROOM:
                full(self._house.condition, LOG)
            log.warning("inbound.not_accepted", account=self._account.name, reason=told(error))
            return False
        return True
