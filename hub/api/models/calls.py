"""Calls, as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from contracts.inbound import Direction


class Call(BaseModel):
    """A call. Times are the provider's, `at` that of its first news; `extension` is a colleague's.

    `recording`: one can be had at `/v1/calls/{id}/recording`; `recording_pending`: the provider has
    one that is not here yet; `recording_failed` says why it never will be. `size` in bytes.
    """

    call_id: UUID
    identity_id: UUID | None
    client_id: UUID | None
    name: str | None
    seq: int
    at: datetime
    channel: str
    account: str
    direction: Direction
    line: str | None
    extension: str | None
    rang_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    missed: bool
    duration_seconds: int | None
    recording: bool
    recording_pending: bool
    recording_failed: str | None
    media_type: str | None
    size: int | None
