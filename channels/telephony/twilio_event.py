"""What a webhook of Twilio's says: of a call, of a leg that it dialled, or of a recording.

Source: twilio.com/docs/voice/twiml#status-callbacks, .../voice/twiml/dial#action,
.../voice/api/recording#recordingstatuscallback.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property

from channels.telephony.twilio_signature import Params
from contracts.inbound import CallPhase, Direction

_PHASES = {
    "queued": CallPhase.RINGING,
    "initiated": CallPhase.RINGING,
    "ringing": CallPhase.RINGING,
    "in-progress": CallPhase.ANSWERED,
    "answered": CallPhase.ANSWERED,
    "completed": CallPhase.ENDED,
    "busy": CallPhase.MISSED,
    "no-answer": CallPhase.MISSED,
    "canceled": CallPhase.MISSED,
    "failed": CallPhase.MISSED,
}
_DIRECTIONS = {
    "inbound": Direction.IN,
    "outbound-api": Direction.OUT,
    "outbound-dial": Direction.OUT,
}
_LONGEST = 4000
_MOST_DIGITS = 7


class Event:
    """A webhook. `dials`: Twilio answers by itself, and only the legs tell that a person did."""

    def __init__(self, params: Params, *, dials: bool = False) -> None:
        self._params = params
        self._said: Mapping[str, str] = {name: value[:_LONGEST] for name, value in reversed(params)}
        self._dials = dials

    @property
    def missing(self) -> str | None:
        """The parameter without which it says nothing."""
        if not self._told("CallSid"):
            return "CallSid"
        if self._of_recording:
            wants_url = self._status == "completed" and not self._told("RecordingUrl")
            return "RecordingUrl" if wants_url else None
        return None if self._status else "CallStatus"

    @property
    def key(self) -> tuple[str, ...]:
        """The event's name: the same in every delivery, however it is written and signed."""
        if self.missing:
            fields = repr(sorted(set(self._params))).encode()
            return ("unreadable", hashlib.sha256(fields).hexdigest())
        if self._of_recording:
            return ("recording", self._told("RecordingSid"), self._status)
        of_dial = ("dial", self._told("DialCallSid")) if self._of_dial else ()
        number = self._told("SequenceNumber")
        return ("status", self._told("CallSid"), self._status, number, *of_dial)

    @property
    def call(self) -> str:
        """Twilio's name of the call; a leg that was dialled for a caller is part of theirs."""
        return self._told("ParentCallSid") if self.is_leg else self._told("CallSid")

    @property
    def is_leg(self) -> bool:
        """A colleague is rung for somebody who has called."""
        return self._dials and bool(self._told("ParentCallSid")) and not self._of_recording

    @cached_property
    def phase(self) -> CallPhase | None:
        """What it tells of the call; None: we have no word for it."""
        if self._of_recording:
            return CallPhase.RECORDED if self._status == "completed" else None
        phase = _PHASES.get(self._status)
        if self.is_leg:
            # one colleague was not there, the next may be
            return CallPhase.RINGING if phase is CallPhase.MISSED else phase
        if self._answered_by_machine and phase is CallPhase.ANSWERED:
            return CallPhase.RINGING
        return phase

    @property
    def unknown(self) -> str:
        """Why there is no phase."""
        what = "A recording" if self._of_recording else "A call"
        return f"{what} is {self._status[:50]!r}: nothing follows from that."

    @property
    def direction(self) -> Direction | None:
        """Who called whom; None: it does not tell."""
        return Direction.IN if self.is_leg else _DIRECTIONS.get(self._told("Direction"))

    @property
    def caller(self) -> str:
        """Who called."""
        return self._told("From")

    @property
    def called(self) -> str:
        """Who was called."""
        return self._told("To")

    @property
    def at(self) -> datetime | None:
        """When it happened, where it tells."""
        try:
            at = parsedate_to_datetime(self._told("Timestamp") or self._told("RecordingStartTime"))
            return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    @property
    def duration_seconds(self) -> int | None:
        """How long they spoke, once it is over; the machine that answered does not count."""
        if self.phase is not CallPhase.ENDED or self._answered_by_machine:
            return None
        told = self._told("DialCallDuration") if self._of_dial else self._told("CallDuration")
        is_count = told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS
        return int(told) if is_count else None

    @property
    def recording(self) -> str | None:
        """Where the recording is."""
        return self._told("RecordingUrl") or None if self.phase is CallPhase.RECORDED else None

    @property
    def _of_recording(self) -> bool:
        return bool(self._told("RecordingSid")) and bool(self._told("RecordingStatus"))

    @property
    def _of_dial(self) -> bool:
        return bool(self._told("DialCallStatus"))

    @property
    def _answered_by_machine(self) -> bool:
        inbound = self._told("Direction") == "inbound" and not self._of_dial
        return self._dials and inbound and not self.is_leg

    @property
    def _status(self) -> str:
        if self._of_recording:
            return self._told("RecordingStatus")
        return self._told("DialCallStatus") or self._told("CallStatus")

    def _told(self, name: str) -> str:
        return self._said.get(name, "")
