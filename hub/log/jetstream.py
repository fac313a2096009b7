"""JetStream's own API, as far as nats-py does not wrap it: requests, answers, stored messages."""

import asyncio
import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import nats.errors
import orjson
from nats.aio.client import Client
from nats.aio.msg import Msg

from contracts.errors import HubError, Transient
from hub.log.codec import Stored

NOT_FOUND = 404
NO_MESSAGE = 10037
NO_STREAM = 10059
NO_CONSUMER = 10014
WRONG_LAST_SEQUENCE = 10071
KNOWN_ID_IN_BATCH = 10201
BATCH_INCOMPLETE = 10176
NO_ROOM = frozenset({10002, 10023, 10047, 10077})
"""Resources of the account, of the cluster, of the server; a stream that could not store.

Source: nats-server, server/errors.json.
"""

_API_SECONDS = 5.0


class ApiError(HubError):
    """JetStream said no; `code` is its error code."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"JetStream: {description} ({code})")
        self.code = code


async def request(
    nc: Client, subject: str, payload: bytes, seconds: float, headers: dict[str, str] | None = None
) -> Msg:
    """A request and its answer; whoever is told to stop meanwhile does stop.

    Not by the client's own time-out: `asyncio.wait_for` of Python 3.11 forgets a cancellation that
    comes together with the answer (python/cpython#86296), and a role would never end.

    Raises:
        TimeoutError: nobody answered in time.
        nats.errors.Error: nobody listens, or the connection is closed.
    """
    async with asyncio.timeout(seconds):
        return await nc.request(subject, payload, timeout=None, headers=headers)  # type: ignore[arg-type]  # None waits without `wait_for`


async def ask(nc: Client, what: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A request to `$JS.API.<what>`.

    Raises:
        ApiError: JetStream refused.
        Transient: nobody answered.
    """
    payload = orjson.dumps(body) if body is not None else b""
    try:
        answer = await request(nc, f"$JS.API.{what}", payload, _API_SECONDS)
    except (nats.errors.Error, TimeoutError) as error:
        raise Transient(f"JetStream does not answer ({what})") from error
    return checked(answer.data)


def checked(data: bytes) -> dict[str, Any]:
    """The answer, or its error raised; what is no answer of JetStream's is an error as well."""
    try:
        answer: dict[str, Any] = orjson.loads(data)
    except orjson.JSONDecodeError as unreadable:
        raise ApiError(0, "somebody else answered in its place") from unreadable
    if error := answer.get("error"):
        raise ApiError(
            int(error.get("err_code", error.get("code", 0))), error.get("description", "")
        )
    return answer


async def message_at(nc: Client, stream: str, query: Mapping[str, Any]) -> Stored | None:
    """A stored message, read from the leader; None if there is none.

    `query` is `{"seq": n}`, `{"last_by_subj": s}` or `{"seq": n, "next_by_subj": s}`.
    """
    try:
        answer = await ask(nc, f"STREAM.MSG.GET.{stream}", query)
    except ApiError as error:
        if error.code == NO_MESSAGE:
            return None
        raise
    message = answer["message"]
    return Stored(
        seq=message["seq"],
        subject=message["subject"],
        headers=_headers(base64.b64decode(message.get("hdrs", ""))),
        body=base64.b64decode(message.get("data", "")),
        time=_time(message["time"]),
    )


def _headers(raw: bytes) -> dict[str, str]:
    lines = raw.decode().split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines if line)
    return {name: value.strip() for name, _, value in pairs}


def _time(text: str) -> datetime:
    whole, _, fraction = text.rstrip("Z").partition(".")
    return datetime.fromisoformat(f"{whole}.{fraction[:6]:0<6}").replace(tzinfo=UTC)


async def last_seq(nc: Client, stream: str) -> int:
    """The position of the last message in a stream; 0 if there was none yet."""
    answer = await ask(nc, f"STREAM.INFO.{stream}")
    return int(answer["state"]["last_seq"])


async def last_of(nc: Client, stream: str, subject: str) -> int:
    """The position of the last message on a subject, from the leader; 0 if there is none."""
    stored = await message_at(nc, stream, {"last_by_subj": subject})
    return stored.seq if stored else 0
