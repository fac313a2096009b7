"""Events to bytes and back.

Headers carry the id, the type and whose key seals: few, because each costs a microsecond to parse.
The body is JSON: `{"meta": {...}, "data": {...}, "sealed": "base64"}`. The personal fields are one
AES-GCM block, bound to the event's id, so that a block cannot be moved to another event.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol
from uuid import UUID

import orjson

from contracts.errors import Conflict
from contracts.event import Draft, Event, Recorded, Subject, event_named, personal_fields
from contracts.ids import EventId, KeyId
from hub.log.sealing import seal, unseal
from hub.tracing.spans import current
from hub.tracing.traceparent import TRACEPARENT

HUB_ID = "Hub-Id"
MSG_ID = "Nats-Msg-Id"
HUB_TYPE = "Hub-Type"
HUB_KEY = "Hub-Key"


@dataclass(frozen=True, slots=True)
class By:
    """Who decided, when, and what led to it."""

    actor: str
    at: datetime
    cause: UUID | None = None
    correlation: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as the stream holds it; `time` is the server's, `pending` how many are behind."""

    seq: int
    subject: str
    headers: Mapping[str, str]
    body: bytes
    time: datetime
    pending: int = 0

    @property
    def id(self) -> str:
        """The event's id as text; empty if somebody else wrote here."""
        return self.headers.get(HUB_ID) or self.headers.get(MSG_ID) or ""

    @property
    def type(self) -> str:
        """The wire name."""
        return self.headers.get(HUB_TYPE, "")

    @property
    def key(self) -> KeyId | None:
        """Whose key seals the personal fields."""
        text = self.headers.get(HUB_KEY)
        return KeyId(UUID(text)) if text else None

    @property
    def trace(self) -> str | None:
        """The header of the trace that it belongs to, as it stands there."""
        return self.headers.get(TRACEPARENT)


class Keys(Protocol):
    """Data keys, held in memory; they come from the vault."""

    def get(self, key: KeyId) -> bytes | None:
        """The key, or None where it was destroyed: what it sealed reads as None."""
        ...


def encode(draft: Draft, by: By, keys: Keys) -> tuple[dict[str, str], bytes]:
    """Headers (without the id, whose name depends on the append) and body of an event.

    Raises:
        Conflict: whom it is about was erased.
    """
    event = type(draft.event)
    data = draft.event.model_dump(mode="json")
    personal = {name: data.pop(name) for name in personal_fields(event)}
    said = {name: value for name, value in personal.items() if value is not None}
    headers = {HUB_TYPE: event.event_name}
    body: dict[str, Any] = {"meta": _meta(event, by), "data": data}
    if said:
        headers[HUB_KEY] = str(draft.key)
        body["sealed"] = _sealed(draft, said, keys)
    if trace := draft.trace or current():
        headers[TRACEPARENT] = trace
    return headers, orjson.dumps(body)


def _meta(event: type[Event], by: By) -> dict[str, Any]:
    meta = {"schema": event.event_schema, "at": by.at, "actor": by.actor}
    extra = {"cause": by.cause, "correlation": by.correlation}
    return meta | {name: value for name, value in extra.items() if value}


def _sealed(draft: Draft, said: dict[str, Any], keys: Keys) -> str:
    if draft.key is None:
        raise ValueError(f"{draft.event.event_name} has personal fields and no key to seal them")
    key = keys.get(draft.key)
    if key is None:
        raise Conflict("whom this is about was erased; nothing is written about them any more")
    return base64.b64encode(seal(key, orjson.dumps(said), draft.id.bytes)).decode()


def decode(stored: Stored, keys: Keys) -> Recorded[Event] | None:
    """The event, or None for a type that this version does not know.

    Raises:
        ValueError: the message is not an event, or its body is damaged (BrokenSeal likewise).
    """
    event = event_named(stored.type)
    if event is None:
        return None
    body = orjson.loads(stored.body)
    meta, data = body["meta"], body["data"]
    id_ = EventId(UUID(stored.id))
    key = stored.key
    data.update(_opened(body.get("sealed"), id_, key, keys))
    return Recorded(
        seq=stored.seq,
        id=id_,
        subject=subject_of(stored.subject),
        at=datetime.fromisoformat(meta["at"]),
        actor=meta["actor"],
        event=event.model_validate(data),
        key=key,
        cause=_uuid(meta.get("cause")),
        correlation=_uuid(meta.get("correlation")),
    )


def _opened(sealed: str | None, id_: EventId, key: KeyId | None, keys: Keys) -> dict[str, Any]:
    secret = keys.get(key) if sealed and key else None
    if not sealed or secret is None:
        return {}
    opened: dict[str, Any] = orjson.loads(unseal(secret, base64.b64decode(sealed), id_.bytes))
    return opened


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


@lru_cache(maxsize=65_536)
def subject_of(text: str) -> Subject:
    """`Subject.parse`, remembered."""
    return Subject.parse(text)
