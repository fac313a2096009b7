"""The least that has to be done: bytes onto a stream in atomic batches, and off it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nats.aio.client import Client

from contracts.ids import drawn
from hub.log.codec import Stored
from hub.log.jetstream import ask, checked, last_seq, request
from hub.log.read import Reader
from hub.log.streams import EVENTS, STREAMS

BATCH = 1_000
"""The most that an atomic batch holds."""

_RAW = "RAW"
_OURS = ("Hub-Id", "Hub-Type", "Hub-Key", "Nats-Msg-Id")
_ANSWER_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Message:
    """What is put on a stream."""

    subject: str
    headers: dict[str, str]
    body: bytes


async def put(nc: Client, messages: Sequence[Message]) -> None:
    """Append these, a thousand in a batch."""
    for begin in range(0, len(messages), BATCH):
        await _batch(nc, messages[begin : begin + BATCH])


async def _batch(nc: Client, messages: Sequence[Message]) -> None:
    batch = str(drawn())
    for number, message in enumerate(messages, 1):
        headers = message.headers | {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
        if number < len(messages):
            await nc.publish(message.subject, message.body, headers=headers)
            continue
        headers["Nats-Batch-Commit"] = "1"
        answer = await request(nc, message.subject, message.body, _ANSWER_SECONDS, headers)
        checked(answer.data)


async def everything(nc: Client, stream: str) -> list[Stored]:
    """All that a stream holds, in order."""
    end, found = await last_seq(nc, stream), list[Stored]()
    async with Reader(nc, stream, 0) as reader:
        async for batch in reader.batches():
            found += batch
            if reader.position >= end:
                break
    return found


def copies(stored: Iterable[Stored]) -> list[Message]:
    """The same bytes under another name, as any program might append them."""
    return [
        Message(
            f"raw.{number}",
            {name: one.headers[name] for name in _OURS if name in one.headers},
            one.body,
        )
        for number, one in enumerate(stored)
    ]


async def open_raw(nc: Client) -> None:
    """A stream like EVENTS that nobody reads."""
    config = STREAMS[EVENTS] | {"name": _RAW, "subjects": ["raw.*"], "num_replicas": 1}
    spoken = {name: value for name, value in config.items() if value or name == "max_age"}
    await ask(nc, f"STREAM.CREATE.{_RAW}", spoken)


async def drop_raw(nc: Client) -> None:
    """Remove it."""
    await ask(nc, f"STREAM.DELETE.{_RAW}")
