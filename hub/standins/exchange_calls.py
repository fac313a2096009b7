"""What happens on the telephone, and what was told of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to a call. `number` counts the events of the call, from 0."""

    id: str
    number: int
    call: str
    phase: str
    direction: str
    caller: str
    called: str
    at: datetime
    extension: str | None = None
    seconds: int | None = None
    recording_url: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event was told. `status` is what the hub answered, None: nothing. `attempt` from 1."""

    event: Event
    attempt: int
    at: datetime
    status: int | None = None

    @property
    def is_acknowledged(self) -> bool:
        """The hub took it."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004 - HTTP's words


@dataclass(frozen=True, slots=True)
class Line:
    """Who speaks with whom: a call from its first ring on."""

    name: str
    direction: str
    caller: str
    called: str
