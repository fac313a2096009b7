"""How an exchange writes and signs an event: the plain JSON of ours, and the way of Twilio."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlencode

from hub.standins.exchange_calls import Event

Written = tuple[bytes, Mapping[str, str]]
"""The body of a webhook and its headers."""

Write = Callable[[Event, str, str, datetime], Written]
"""Writes an event for a URL, signed with a secret at a time."""

_STATUS = {
    "ringing": "ringing",
    "answered": "in-progress",
    "ended": "completed",
    "missed": "no-answer",
}


def generic(event: Event, url: str, secret: str, at: datetime) -> Written:
    """Signed JSON."""
    _ = url
    said = {
        "id": event.id,
        "call": event.call,
        "phase": event.phase,
        "direction": event.direction,
        "from": event.caller,
        "to": event.called,
        "at": event.at.isoformat(),
        "extension": event.extension,
        "duration_seconds": event.seconds,
        "recording_url": event.recording_url,
    }
    body = json.dumps({name: value for name, value in said.items() if value is not None}).encode()
    time = f"{at.timestamp():.0f}"
    mac = hmac.new(secret.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()
    signature = f"t={time},v1={mac}"
    return body, {"Content-Type": "application/json", "X-Omnihub-Signature": signature}


def twilio(event: Event, url: str, secret: str, at: datetime) -> Written:
    """A status callback, or the callback of a recording."""
    _ = at
    params = _recording(event) if event.phase == "recorded" else _status(event)
    text = url + "".join(name + params[name] for name in sorted(params))
    mac = hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "X-Twilio-Signature": base64.b64encode(mac).decode(),
    }
    return urlencode(params).encode(), headers


def _status(event: Event) -> dict[str, str]:
    params = {
        "CallSid": event.call,
        "CallStatus": _STATUS[event.phase],
        "CallbackSource": "call-progress-events",
        "Direction": "inbound" if event.direction == "in" else "outbound-api",
        "From": event.caller,
        "To": event.called,
        "SequenceNumber": str(event.number),
        "Timestamp": format_datetime(event.at),
    }
    return params if event.seconds is None else params | {"CallDuration": str(event.seconds)}


def _recording(event: Event) -> dict[str, str]:
    return {
        "CallSid": event.call,
        "RecordingSid": f"RE{event.call}",
        "RecordingStatus": "completed",
        "RecordingUrl": event.recording_url or "",
        "RecordingStartTime": format_datetime(event.at),
    }
