"""Reading a stream in order, from a position of one's own, without acknowledgements.

Pulls are pipelined: while one batch is worked on, the next is on its way. The reader opens anew at
the right place after a gap, a reconnect, a silence, or when its consumer was deleted by hand.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import nats.errors
import orjson
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription

from contracts.errors import Misconfigured, Transient
from hub.log.codec import Stored
from hub.log.jetstream import ApiError, ask, last_seq
from hub.supervision.pulse import beat

_PULL = 1_000
_PULLS = 2
_EXPIRES = 30.0
_HEARTBEAT = 2.0
_SILENCE = 3 * _HEARTBEAT
_LOOK_EVERY = 5
"""Quiet seconds after which the server is asked whether it has something for us."""

_NANO = 1_000_000_000

log = structlog.get_logger()


class _Reopen(Exception):
    """The consumer has to be made anew."""


@dataclass(slots=True)
class _Consumer:
    name: str
    subscription: Subscription
    outstanding: int = 0
    delivered: int = 0
    quiet_seconds: int = 0
    suspected: bool = False


class Reader:
    """Reads `stream` after `after`; use it as an async context, iterate over `batches`.

    `subjects` filters (few: each costs the server some time an event).
    """

    def __init__(
        self,
        nc: Client,
        stream: str,
        after: int,
        *,
        subjects: Sequence[str] = (),
        most: int = _PULL,
    ) -> None:
        self._nc = nc
        self._stream = stream
        self.position = after
        self._subjects = list(subjects)
        self._most = most
        self._queue: asyncio.Queue[Msg] = asyncio.Queue()
        self._consumer: _Consumer | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._close()

    async def batches(self) -> AsyncIterator[list[Stored]]:
        """What comes, in order, up to `most` at a time, as soon as there is something.

        After a quiet second it yields an empty batch, so that the caller can look around.

        Raises:
            Misconfigured: the stream ends before our position: it was lost or set back.
        """
        while True:
            try:
                batch = await self._batch()
            except (_Reopen, Transient, ApiError, nats.errors.Error) as reason:
                log.info(
                    "reader.reopened", stream=self._stream, after=self.position, why=str(reason)
                )
                if not isinstance(reason, _Reopen):
                    beat()  # who waits for a log that is away does not stand still
                await self._close()
                await asyncio.sleep(0.1)
                continue
            if batch:
                self.position = batch[-1].seq
            yield batch

    async def _batch(self) -> list[Stored]:
        consumer = self._consumer or await self._open()
        batch: list[Stored] = []
        try:
            async with asyncio.timeout(1.0):
                while not batch:
                    self._take(consumer, await self._queue.get(), batch)
        except TimeoutError:
            await self._check_silence(consumer)
            return batch
        while len(batch) < self._most and not self._queue.empty():
            self._take(consumer, self._queue.get_nowait(), batch)
        await self._pull(consumer)
        return batch

    async def _open(self) -> _Consumer:
        await self._refuse_the_future()
        config = {
            "deliver_policy": "by_start_sequence",
            "opt_start_seq": self.position + 1,
            "ack_policy": "none",
            "replay_policy": "instant",
            "inactive_threshold": 120 * _NANO,
            "mem_storage": True,
            "num_replicas": 1,
        }
        if self._subjects:
            config["filter_subjects"] = self._subjects
        answer = await ask(
            self._nc,
            f"CONSUMER.CREATE.{self._stream}",
            {"stream_name": self._stream, "config": config},
        )
        self._queue = asyncio.Queue()
        subscription = await self._nc.subscribe(
            self._nc.new_inbox(),
            cb=self._queue.put,
            pending_msgs_limit=-1,
            pending_bytes_limit=-1,
        )
        self._consumer = _Consumer(answer["name"], subscription)
        self._heard = asyncio.get_running_loop().time()
        await self._pull(self._consumer)
        return self._consumer

    async def _refuse_the_future(self) -> None:
        """Beyond the end nothing would come until others had filled the gap, and that unread."""
        last = await last_seq(self._nc, self._stream)
        if self.position > last:
            raise Misconfigured(
                f"{self._stream} was read up to {self.position}, but it ends at {last}: the stream "
                "was lost or set back.",
                remedy="Restore the log from its backup.",
            )

    async def _pull(self, consumer: _Consumer) -> None:
        """Keep two pulls' worth of messages asked for."""
        while consumer.outstanding <= _PULL * (_PULLS - 1):
            request = {
                "batch": _PULL,
                "expires": int(_EXPIRES * _NANO),
                "idle_heartbeat": int(_HEARTBEAT * _NANO),
            }
            await self._nc.publish(
                f"$JS.API.CONSUMER.MSG.NEXT.{self._stream}.{consumer.name}",
                orjson.dumps(request),
                reply=consumer.subscription.subject,
            )
            consumer.outstanding += _PULL

    def _take(self, consumer: _Consumer, message: Msg, batch: list[Stored]) -> None:
        self._heard = asyncio.get_running_loop().time()
        if not message.reply:
            self._status(consumer, message.headers or {})
            return
        stored, delivered = _stored(message)
        if delivered != consumer.delivered + 1:
            raise _Reopen(f"a gap before {stored.seq}")
        consumer.delivered = delivered
        consumer.outstanding -= 1
        consumer.quiet_seconds, consumer.suspected = 0, False
        batch.append(stored)

    def _status(self, consumer: _Consumer, headers: dict[str, str]) -> None:
        """100 is a heartbeat; a pull that expired (404, 408) gives back what it still asked for."""
        status = headers.get("Status", "")
        if status == "100":
            self._check_heartbeat(consumer, headers)
        elif status in {"404", "408"}:
            consumer.outstanding -= int(headers.get("Nats-Pending-Messages", _PULL))
        else:
            raise _Reopen(f"{status} {headers.get('Description', '')}".strip())

    def _check_heartbeat(self, consumer: _Consumer, headers: dict[str, str]) -> None:
        """The server says how many it has sent us; what we have not seen is lost on the way."""
        if int(headers.get("Nats-Last-Consumer", consumer.delivered)) > consumer.delivered:
            raise _Reopen("pending but not moving")

    async def _check_silence(self, consumer: _Consumer) -> None:
        if asyncio.get_running_loop().time() - self._heard > _SILENCE:
            raise _Reopen("silence")
        consumer.quiet_seconds += 1
        if consumer.quiet_seconds % _LOOK_EVERY == 0:
            await self._check_pending(consumer)
        await self._pull(consumer)

    async def _check_pending(self, consumer: _Consumer) -> None:
        """Heartbeats may come, and messages not: what was there at two looks does not move."""
        info = await ask(self._nc, f"CONSUMER.INFO.{self._stream}.{consumer.name}")
        sent = int(info["delivered"]["consumer_seq"])
        waiting = int(info["num_pending"]) > 0 or sent > consumer.delivered
        if waiting and consumer.suspected:
            raise _Reopen("pending but not moving")
        consumer.suspected = waiting

    async def _close(self) -> None:
        consumer, self._consumer = self._consumer, None
        if consumer is None:
            return
        with contextlib.suppress(nats.errors.Error, Transient, ApiError, TimeoutError):
            await consumer.subscription.unsubscribe()
            if self._nc.is_connected:
                await ask(self._nc, f"CONSUMER.DELETE.{self._stream}.{consumer.name}")


def _stored(message: Msg) -> tuple[Stored, int]:
    """The message, and its number within the consumer: `$JS.ACK.s.c.tries.seq.number.time.pending`.

    A server with domains puts two more tokens after `$JS.ACK` (ADR-15 of NATS).
    """
    tokens = message.reply.split(".")
    seq, number, nanoseconds, pending = (
        tokens[-4:] if len(tokens) == 9 else tokens[7:11]  # noqa: PLR2004 - the two forms' lengths
    )
    stored = Stored(
        seq=int(seq),
        subject=message.subject,
        headers=message.headers or {},
        body=message.data,
        time=datetime.fromtimestamp(int(nanoseconds) / _NANO, UTC),
        pending=int(pending),
    )
    return stored, int(number)
