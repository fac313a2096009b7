"""Calls: what the telephone exchange tells of them, in whatever order it comes."""

from datetime import datetime

from contracts.event import Event, Personal
from contracts.ids import CallId, IdentityId
from contracts.inbound import CallPhase, Direction


class CallReported(Event, name="call.reported"):
    """News of a call: the same news in any order leave the same call.

    `identity_id` is the client's number, None where it was hidden. `inbound` is the position in
    INBOUND, `key` recognises a second delivery for ever. `at` is the provider's clock.
    """

    call_id: CallId
    identity_id: IdentityId | None = None
    inbound: int
    key: str
    channel: str
    account: str
    phase: CallPhase
    direction: Direction
    at: datetime
    line: str | None = None
    extension: str | None = None
    duration_seconds: int | None = None
    recording: Personal[str] = None


class CallLapsed(Event, name="call.lapsed"):
    """Nothing was heard of it for so long that it must be over: its end was never told."""

    call_id: CallId


class RecordingKept(Event, name="recording.kept"):
    """The recording lies in the blob store; `size` in bytes."""

    call_id: CallId
    blob: str
    media_type: str
    size: int


class RecordingFailed(Event, name="recording.failed"):
    """The recording could not be had, and is not tried for again."""

    call_id: CallId
    reason: str
