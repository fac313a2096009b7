"""The bucket that leases stand in: a JetStream key-value bucket whose keys expire, in memory.

In memory, since a lease is worth nothing after a restart of the server: whoever works makes the
bucket anew and goes on. `nats kv ls LEASES` shows it.
"""

from typing import Any

import nats.errors
from nats.aio.client import Client

from contracts.errors import Misconfigured, StaleStream
from hub.leases.entry import Entry, decoded
from hub.log.append import EXPECTED
from hub.log.jetstream import (
    NO_STREAM,
    WRONG_LAST_SEQUENCE,
    ApiError,
    ask,
    checked,
    message_at,
    request,
)

STREAM = "KV_LEASES"
SUBJECTS = "$KV.LEASES."
_IN_USE = 10058
_CANNOT_BECOME = 10052
_NANO = 1_000_000_000
_ANSWERS = 6
_WINDOW = _NANO // 10  # the smallest the server takes: nothing here carries an id
_DELETED = {"KV-Operation": "DEL"}  # how other clients of the bucket see that a key is free


class Bucket:
    """Reads and writes entries; made at first use, and again when it is gone."""

    def __init__(self, nc: Client, seconds: float, replicas: int) -> None:
        self.nc = nc
        self._seconds = seconds
        self._replicas = replicas
        self._made: int | None = None

    @property
    def reachable(self) -> bool:
        """Whether there is a connection: without one the client keeps what is written for later."""
        return self.nc.is_connected

    async def ensure(self) -> None:
        """Have it, in the form that leases need.

        Raises:
            Misconfigured: what is there cannot be brought into that form; the remedy is said.
            ApiError, Transient: JetStream refused, or did not answer.
        """
        reconnects = self.nc.stats["reconnects"]
        if self._made != reconnects:  # its server may have begun anew
            await self._make()
            self._made = reconnects

    async def read(self, name: str) -> tuple[int, Entry | None]:
        """The position of what stands there (0: nothing does), and the entry.

        Raises:
            ApiError, Transient: JetStream refused, or did not answer.
        """
        try:
            stored = await message_at(self.nc, STREAM, {"last_by_subj": SUBJECTS + name})
        except ApiError as error:
            if error.code != NO_STREAM:
                raise
            stored, self._made = None, None
        return (stored.seq, decoded(stored.body)) if stored else (0, None)

    async def write(self, name: str, entry: Entry, expect: int) -> int:
        """The entry's position, once it stands there; `expect` is the position of the last one.

        Raises:
            StaleStream: something else stands there.
            ApiError, Transient, TimeoutError, nats.errors.Error: it may stand there or not.
        """
        await self.ensure()
        headers = {EXPECTED: str(expect)} | (_DELETED if entry.given_back else {})
        body, seconds = entry.encoded(), self._seconds / _ANSWERS
        try:
            answer = await request(self.nc, SUBJECTS + name, body, seconds, headers)
        except (nats.errors.Error, TimeoutError):
            self._made = None  # other instances listen, so nobody says that it was deleted
            raise
        try:
            return int(checked(answer.data)["seq"])
        except ApiError as error:
            if error.code == WRONG_LAST_SEQUENCE:
                raise StaleStream(SUBJECTS + name) from error
            raise

    async def names(self) -> list[str]:
        """Under which names something stands.

        Raises:
            ApiError, Transient: JetStream refused, or did not answer.
        """
        try:
            answer = await ask(
                self.nc, f"STREAM.INFO.{STREAM}", {"subjects_filter": f"{SUBJECTS}>"}
            )
        except ApiError as error:
            if error.code == NO_STREAM:
                return []
            raise
        return sorted(key.removeprefix(SUBJECTS) for key in answer["state"].get("subjects") or {})

    async def _make(self) -> None:
        try:
            await ask(self.nc, f"STREAM.CREATE.{STREAM}", self._config(self._age))
        except ApiError as error:
            if error.code != _IN_USE:
                raise
            await self._adapt()

    async def _adapt(self) -> None:
        """Another version made it, or a person. Its keys live as long as the longest lease."""
        there = (await ask(self.nc, f"STREAM.INFO.{STREAM}"))["config"]
        age = max(self._age, int(there.get("max_age", 0)))
        try:
            await ask(self.nc, f"STREAM.UPDATE.{STREAM}", self._config(age))
        except ApiError as error:
            if error.code != _CANNOT_BECOME:
                raise
            raise Misconfigured(
                f"The stream {STREAM} is not as the hub made it: {error}.",
                remedy=f"Delete it with the NATS CLI (nats stream rm {STREAM}): the hub makes it "
                "anew, and nothing is lost.",
            ) from error

    @property
    def _age(self) -> int:
        return int(self._seconds * _NANO)

    def _config(self, age: int) -> dict[str, Any]:
        return {
            "name": STREAM,
            "subjects": [f"{SUBJECTS}>"],
            "storage": "memory",
            "num_replicas": self._replicas,
            "max_age": age,
            "max_msgs_per_subject": 1,
            "duplicate_window": _WINDOW,
            "discard": "new",
            "deny_delete": True,
            "allow_rollup_hdrs": True,
            "allow_direct": True,
        }
