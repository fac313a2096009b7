"""Twilio: its webhooks, what they are answered, and how its recordings are opened."""

import base64
import json
import re
from urllib.parse import urlsplit

from channels.telephony import numbers, twilio_signature
from channels.telephony.reading import Reading
from channels.telephony.settings import Settings
from channels.telephony.twilio_event import Event
from channels.telephony.twilio_signature import HEADER, Params, form
from contracts.channel import Host, WebAnswer, WebRequest
from contracts.inbound import CallNews, CallPhase, Direction

_FORM = "application/x-www-form-urlencoded"
_TWIML = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
_PLAIN_PATH = re.compile(r"[A-Za-z0-9._~/-]*")
_RECORDING = re.compile(
    r"(?P<path>/2010-04-01/Accounts/(?P<account>AC[0-9a-f]{32})/Recordings/RE[0-9a-f]{32})(\.wav)?"
)
_API_HOST = re.compile(r"api(\.[a-z0-9-]+)*\.twilio\.com")


class Twilio:
    """Speaks as Twilio does: `channels.telephony.reading.Dialect`."""

    thanks = WebAnswer(status=200, body=_TWIML, media_type="text/xml; charset=utf-8")

    def __init__(self, settings: Settings, host: Host) -> None:
        self._settings = settings
        self._host = host
        self._lines = numbers.ours(settings.lines, settings.region)

    def is_authentic(self, request: WebRequest) -> bool:
        """Whether it was signed with one of our tokens, for the address that Twilio called."""
        url, signature = self._url(request), request.header(HEADER)
        if url is None:
            return False
        if not _is_form(request):
            return twilio_signature.is_signed_json(
                url, request.body, signature, self._settings.keys
            )
        try:
            params = form(request.body)
        except ValueError:
            return False
        return twilio_signature.is_signed(url, params, signature, self._settings.keys)

    def read(self, request: WebRequest) -> Reading:
        """What the parameters say."""
        event = Event(_params(request), dials=self._settings.dials)
        if event.missing:
            reason = f"Without {event.missing} it tells of no call."
            return Reading(event.key, event.at, unreadable=reason, wrong=True)
        if event.phase is None:
            return Reading(event.key, event.at, unreadable=event.unknown)
        return self._news(event, event.phase)

    def media(self, url: str) -> tuple[str, dict[str, str]]:
        """The recording as MP3, with our account's password where it is our account's."""
        parts, sid = urlsplit(url), self._settings.account_sid
        match = _RECORDING.fullmatch(parts.path)
        if match is None or not _API_HOST.fullmatch(parts.hostname or ""):
            return url, {}
        as_mp3 = parts._replace(path=f"{match['path']}.mp3").geturl()
        if match["account"] != sid:
            return as_mp3, {}
        password = self._settings.secrets[0].get_secret_value()
        basic = base64.b64encode(f"{sid}:{password}".encode()).decode()
        return as_mp3, {"Authorization": f"Basic {basic}"}

    def _url(self, request: WebRequest) -> str | None:
        """The address as Twilio called it: a proxy before us may have changed all but its end."""
        path = request.path.lstrip("/")
        if not _PLAIN_PATH.fullmatch(path):
            return None
        before, question, query = request.url.partition("?")
        slash = "/" if path or before.endswith("/") else ""
        return self._settings.public_url + slash + path + question + query

    def _news(self, event: Event, phase: CallPhase) -> Reading:
        region = self._settings.region
        direction = event.direction or self._told_by_lines(event)
        is_in = direction is Direction.IN
        theirs, ours = (event.caller, event.called) if is_in else (event.called, event.caller)
        call = CallNews(
            call=self._host.digest("call", event.call),
            phase=phase,
            direction=direction,
            at=event.at or self._host.now(),
            line=None if event.is_leg else numbers.plain(ours, region),
            duration_seconds=event.duration_seconds,
            recording=event.recording,
        )
        return Reading(event.key, call.at, call, numbers.client(theirs, self._lines, region))

    def _told_by_lines(self, event: Event) -> Direction:
        """News of a recording name nobody: OUT then, since of two, IN is what counts."""
        if not event.caller:
            return Direction.OUT
        own = numbers.plain(event.caller, self._settings.region) in self._lines
        return Direction.OUT if own else Direction.IN


def _is_form(request: WebRequest) -> bool:
    media_type = (request.header("content-type") or _FORM).partition(";")[0]
    return media_type.strip().lower() == _FORM


def _params(request: WebRequest) -> Params:
    if _is_form(request):
        return form(request.body)
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(fields, dict):
        return ()
    return tuple((name, value) for name, value in fields.items() if isinstance(value, str))
