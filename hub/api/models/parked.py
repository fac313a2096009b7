"""What is parked, as callers see it; nothing in it says anything about a person."""

from datetime import datetime

from pydantic import BaseModel

from contracts.capture import Standing
from contracts.inbound import InboundKind


class ParkedInbound(BaseModel):
    """An inbound that was parked, by its position in INBOUND; `tries` counts the retries."""

    inbound: int
    channel: str
    account: str
    standing: Standing
    reason: str
    parked_at: datetime
    changed_at: datetime
    tries: int
    waits_for: int | None
    asked_by: str | None
    discarded: str | None


class ParkedStep(BaseModel):
    """A request, an answer or a discard, at `seq` of EVENTS."""

    seq: int
    type: str
    at: datetime
    actor: str
    reason: str | None = None
    waits_for: int | None = None


class ParkedInboundWhole(ParkedInbound):
    """With what is kept of it: `kept` is false where it was erased, `kind` None where unreadable.

    `raw` is the address of its raw bytes in the blob store.
    """

    kept: bool
    arrived_at: datetime | None
    size_bytes: int | None
    kind: InboundKind | None
    raw: str | None
    unreadable: str | None
    history: list[ParkedStep]


class StandingRow(BaseModel):
    """A row of a projection that has stood still since the event at `seq`."""

    projection: str
    table: str
    key: str
    seq: int
    error: str
    since: datetime | None


class Asked(BaseModel):
    """How many inbounds were asked for; `seq` is where the last request stands."""

    inbounds: int
    seq: int


class Refolded(BaseModel):
    """The projection was computed anew up to `seq`, and serves."""

    projection: str
    build: int
    seq: int
