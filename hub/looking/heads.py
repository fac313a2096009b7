"""Heads: where the streams end, and how large they are."""

import asyncio
from dataclasses import dataclass

from nats.aio.client import Client

from hub.log.jetstream import ask
from hub.log.streams import EVENTS, INBOUND


@dataclass(frozen=True, slots=True)
class Head:
    """The position of a stream's last message (0: there was none yet), and its bytes on disk."""

    position: int
    size: int


@dataclass(frozen=True, slots=True)
class Heads:
    """Of both streams."""

    inbound: Head
    events: Head


async def heads_of(nc: Client) -> Heads:
    """Where both streams end now.

    Raises:
        Transient: JetStream does not answer.
        ApiError: a stream is not there.
    """
    return Heads(*await asyncio.gather(_head(nc, INBOUND), _head(nc, EVENTS)))


async def _head(nc: Client, stream: str) -> Head:
    state = (await ask(nc, f"STREAM.INFO.{stream}"))["state"]
    return Head(position=int(state["last_seq"]), size=int(state["bytes"]))
