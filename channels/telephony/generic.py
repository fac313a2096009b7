"""The generic format: what its JSON says. The example stands with the settings."""

import hashlib
from collections.abc import Collection
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from channels.telephony import numbers
from channels.telephony.generic_signature import HEADER, is_signed
from channels.telephony.reading import Reading
from channels.telephony.settings import Settings
from contracts.channel import Host, WebAnswer, WebRequest
from contracts.inbound import Address, CallNews, CallPhase, Direction

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Party = Annotated[str, StringConstraints(max_length=100)]
Url = Annotated[str, StringConstraints(min_length=1, max_length=4000)]

_LONGEST_SECONDS = 30 * 24 * 3600


class Body(BaseModel):
    """An event of a call. `phase` is checked later: a word we do not know is no mistake."""

    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)

    id: Name
    call: Name
    phase: Name
    direction: Direction
    from_: Party | None = Field(default=None, alias="from")
    to: Party | None = None
    at: AwareDatetime
    line: Party | None = None
    extension: Party | None = None
    duration_seconds: int | None = Field(default=None, ge=0, le=_LONGEST_SECONDS)
    recording_url: Url | None = None
    hidden: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.phase == CallPhase.RECORDED and self.recording_url is None:
            raise ValueError("a recording without its recording_url")
        return self


class Generic:
    """Speaks the generic format: `channels.telephony.reading.Dialect`."""

    thanks = WebAnswer(status=200)

    def __init__(self, settings: Settings, host: Host) -> None:
        self._settings = settings
        self._host = host
        self._lines = numbers.ours(settings.lines, settings.region)

    def is_authentic(self, request: WebRequest) -> bool:
        """Whether it was signed with one of our secrets, and lately."""
        signature = request.header(HEADER)
        return is_signed(signature, request.body, self._settings.keys, self._host.now())

    def read(self, request: WebRequest) -> Reading:
        """What the JSON says."""
        try:
            body = Body.model_validate_json(request.body)
        except ValidationError as error:
            return _unreadable(request.body, error)
        if body.phase not in set(CallPhase):
            reason = f"A call is {body.phase}: we have no word for it."
            return Reading(("event", body.id), body.at, unreadable=reason)
        return Reading(("event", body.id), body.at, self._news(body), self._sender(body))

    def media(self, url: str) -> tuple[str, dict[str, str]]:
        """The recording as it is, with the operator's header for the operator's hosts."""
        secret = self._settings.recording_authorization
        if secret is None or not _is_listed(url, self._settings.recording_hosts):
            return url, {}
        return url, {"Authorization": secret.get_secret_value()}

    def _news(self, body: Body) -> CallNews:
        ours = body.to if body.direction is Direction.IN else body.from_
        return CallNews(
            call=self._host.digest("call", body.call),
            phase=CallPhase(body.phase),
            direction=body.direction,
            at=body.at,
            line=numbers.plain(body.line or ours, self._settings.region),
            extension=body.extension or None,
            duration_seconds=body.duration_seconds,
            recording=body.recording_url,
        )

    def _sender(self, body: Body) -> tuple[Address, ...]:
        if body.hidden:
            return ()
        theirs = body.from_ if body.direction is Direction.IN else body.to
        return numbers.client(theirs, self._lines, self._settings.region)


def _is_listed(url: str, hosts: Collection[str]) -> bool:
    name = urlsplit(url).hostname or ""
    names = [host.partition(":")[0] for host in hosts]
    return any(name == one or (one[0] == "." and name.endswith(one)) for one in names)


def _unreadable(body: bytes, error: ValidationError) -> Reading:
    """It has no name that could be trusted, so that its bytes must name it."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    reason = f"{where or 'The body'}: {first['msg']}"
    return Reading(("unreadable", hashlib.sha256(body).hexdigest()), unreadable=reason, wrong=True)
