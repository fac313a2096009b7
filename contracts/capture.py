"""What became of inbounds that are not a message of a client, and how far capture has read."""

from enum import StrEnum

from contracts.event import Event


class CaptureAdvanced(Event, name="capture.advanced"):
    """Every inbound up to `position` in INBOUND has left its facts in EVENTS."""

    position: int


class InboundRepeated(Event, name="inbound.repeated"):
    """The provider sent the same thing again; `first` is the position of the first one."""

    inbound: int
    channel: str
    account: str
    first: int


class InboundParked(Event, name="inbound.parked"):
    """The hub could not make sense of it. It is kept, shown, and later ones go on."""

    inbound: int
    channel: str
    account: str
    key: str | None = None
    reason: str


class Standing(StrEnum):
    """How an inbound stands that was parked."""

    WAITING = "waiting"
    """It waits for a person."""
    REQUESTED = "requested"
    """Somebody asked to have it tried again."""
    SETTLED = "settled"
    DISCARDED = "discarded"


class InboundRetryRequested(Event, name="inbound.retry_requested"):
    """Somebody wants a parked inbound decided again; `attempt` counts from 1."""

    inbound: int
    attempt: int


class InboundParkedAgain(Event, name="inbound.parked_again"):
    """It stays parked. `waits_for`: it was not tried, for this earlier one has to go first."""

    inbound: int
    attempt: int
    reason: str
    waits_for: int | None = None


class InboundSettled(Event, name="inbound.settled"):
    """A parked inbound was decided after all; what it means stands directly before this."""

    inbound: int
    attempt: int


class InboundDiscarded(Event, name="inbound.discarded"):
    """Somebody took it off the list. It stays on INBOUND, and may still be tried again."""

    inbound: int
    reason: str


class AsideReason(StrEnum):
    """Why an inbound opened nothing."""

    MACHINE = "machine"
    """A bounce, an auto-reply, a list: nobody waits for an answer."""
    UNSUPPORTED = "unsupported"
    """A kind of update that we have no word for."""
    EMPLOYEE = "employee"
    """It came from an employee, and was no acknowledgement."""
    ACKNOWLEDGEMENT = "acknowledgement"
    """An employee said: mine."""
    STALE_BUTTON = "stale_button"
    """A button of a notice that is not the presser's, or of none."""


class InboundSetAside(Event, name="inbound.set_aside"):
    """Read, understood, and nothing to do. `key` is its `provider_id`'s place in the registry."""

    inbound: int
    channel: str
    account: str
    key: str
    reason: AsideReason
    detail: str | None = None
    raw: str | None = None
