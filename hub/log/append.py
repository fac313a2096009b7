"""Append: the one way events come onto the log.

Every append names the position its decision was based on. The log refuses it if somebody was faster
(`StaleStream`: decide again). An answer that never came, or a refusal that may be our own first try
coming back, is resolved by reading every event on the subject after the expected position, from the
leader, and looking for our id: never by hoping, and never by looking at the last one only.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import nats.errors
import structlog
from nats.aio.client import Client

from contracts.errors import Invalid, StaleStream, Transient
from contracts.event import Draft, Subject
from contracts.ids import drawn
from hub.condition import Condition
from hub.log.codec import HUB_ID, By, Keys, encode
from hub.log.jetstream import NO_ROOM, ApiError, checked, last_of, message_at, request
from hub.log.streams import EVENTS
from hub.logs.faults import told
from hub.metrics import appends
from hub.room.door import LOG, full, refuse_when_full
from hub.room.reserve import may_use_reserve

EXPECTED = "Nats-Expected-Last-Subject-Sequence"
MOST = 1_000
_ANSWER_SECONDS = 5.0
_PAUSES = (0.0, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 4.0, 4.0)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Message:
    subject: str
    headers: dict[str, str]
    body: bytes


class EventLog:
    """Appends events, atomically, with expectations; `condition` knows whether there is room."""

    def __init__(self, nc: Client, keys: Keys, condition: Condition | None = None) -> None:
        self.nc = nc
        self._keys = keys
        self._condition = condition or Condition()

    @appends.timed
    async def append(self, drafts: Sequence[Draft], by: By, expect: Mapping[Subject, int]) -> int:
        """Append up to 1,000 events, all or none; returns the position of the last one.

        `expect` holds the position of the last event that the decision knew, for every subject on
        which it stands or falls (0: there was none); one of them at least gets an event.

        Raises:
            StaleStream: somebody was faster on one of these subjects; nothing was written.
            Transient: the log did not answer, or is full; whether it was written is not known. The
                same append can be tried again: it will not be written twice.
            Invalid: an event is larger than the server takes, or there are too many.
        """
        messages = self._messages(drafts, by, expect)
        for pause in _PAUSES:
            if not may_use_reserve(drafts):
                refuse_when_full(self._condition, LOG)
            position = await self._write(messages)
            if position is None:
                position = await self._resolve(drafts, expect)
            if position is not None:
                return position
            await asyncio.sleep(pause)
        raise Transient("the log does not answer")

    def _messages(
        self, drafts: Sequence[Draft], by: By, expect: Mapping[Subject, int]
    ) -> list[_Message]:
        if len(drafts) > MOST:
            raise Invalid(f"an append holds up to {MOST} events, not {len(drafts)}")
        open_ = dict(expect)
        messages = [self._message(draft, by, open_.pop(draft.subject, None)) for draft in drafts]
        if open_ or not expect:
            raise ValueError("every subject of `expect` gets an event, and there is one at least")
        return messages

    def _message(self, draft: Draft, by: By, expected: int | None) -> _Message:
        headers, body = encode(draft, by, self._keys)
        headers[HUB_ID] = str(draft.id)
        if expected is not None:
            headers[EXPECTED] = str(expected)
        return _Message(str(draft.subject), headers, body)

    async def _write(self, messages: list[_Message]) -> int | None:
        """The position, or None where only the log itself can tell what happened."""
        try:
            answer = await self._send(messages)
        except nats.errors.MaxPayloadError as error:
            raise Invalid("an event is larger than the log takes") from error
        except (nats.errors.Error, ApiError, TimeoutError) as error:
            if isinstance(error, ApiError) and error.code in NO_ROOM:
                full(self._condition, LOG)
            log.debug("append.unclear", reason=told(error))
            return None
        return answer

    async def _send(self, messages: list[_Message]) -> int:
        *first, last = messages
        batch = _batch_headers(len(messages))
        for number, message in enumerate(first):
            await self.nc.publish(
                message.subject, message.body, headers=message.headers | batch[number]
            )
        answer = await request(
            self.nc, last.subject, last.body, _ANSWER_SECONDS, last.headers | batch[-1]
        )
        return int(checked(answer.data)["seq"])

    async def _resolve(self, drafts: Sequence[Draft], expect: Mapping[Subject, int]) -> int | None:
        """Our last event's position if we are in; None if nobody is, and we may try again.

        First whether a subject has moved on, then whether it was us: once it has, what of ours is
        still on its way to the server can only be refused.
        """
        try:
            stale = await self._stale(expect)
            found = await self._found(drafts, expect)
        except (Transient, ApiError) as error:
            log.debug("append.unresolved", reason=told(error))
            return None
        if found is None and stale:
            raise stale
        return found

    async def _found(self, drafts: Sequence[Draft], expect: Mapping[Subject, int]) -> int | None:
        """An atomic batch stands in one piece: where one of its events is, the last one follows."""
        index, draft = next((i, d) for i, d in enumerate(drafts) if d.subject in expect)
        after = expect[draft.subject]
        while stored := await message_at(
            self.nc, EVENTS, {"seq": after + 1, "next_by_subj": str(draft.subject)}
        ):
            if stored.id == str(draft.id):
                return stored.seq + len(drafts) - 1 - index
            after = stored.seq
        return None

    async def _stale(self, expect: Mapping[Subject, int]) -> StaleStream | None:
        for subject, expected in expect.items():
            last = await last_of(self.nc, EVENTS, str(subject))
            if last != expected:
                return StaleStream(str(subject), last)
        return None


def _batch_headers(count: int) -> list[dict[str, str]]:
    if count == 1:
        return [{}]
    batch = str(drawn())
    headers = [
        {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
        for number in range(1, count + 1)
    ]
    headers[-1]["Nats-Batch-Commit"] = "1"
    return headers
