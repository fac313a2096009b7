"""Now: who waits, how long, who holds it and who is told next; and how far a new hub has come."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from hub.api.models.conversations import Conversation


class Bucket(BaseModel):
    """How many have waited for less than `upto_seconds` (None: however long); each counts once."""

    upto_seconds: int | None
    waiting: int


class Holder(BaseModel):
    """How many wait for somebody (None: nobody has taken them), the longest since when."""

    employee_id: UUID | None
    waiting: int
    longest_since: datetime


class NextStep(BaseModel):
    """The chain's next step. `employee_id` is None where nobody stands at that level as of now."""

    at: datetime
    level: int
    employee_id: UUID | None


class WaitingClient(BaseModel):
    """A conversation in which somebody waits; no `next`: the chain has ended, or was taken on."""

    conversation: Conversation
    next: NextStep | None


class Now(BaseModel):
    """Everybody who waits, of those whom the caller reaches; the first 200 one by one."""

    at: datetime
    buckets: list[Bucket]
    holders: list[Holder]
    waiting: list[WaitingClient]


WelcomeStep = Literal["channel", "colleagues", "first_message", "reply"]


class Done(BaseModel):
    """A step of the beginning, and whether it is done."""

    step: WelcomeStep
    done: bool


class Welcome(BaseModel):
    """How far the company has come; `messages` is counted to 1,000."""

    employees: int
    channels: int
    messages: int
    steps: list[Done]
