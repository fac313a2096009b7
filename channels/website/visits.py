"""Visits: somebody came to the site from a campaign, and has not filled in a form yet."""

import json

from channels.website import answers, marks
from channels.website.body import JSON, json_object, media_type
from channels.website.limiter import Limiter, whose
from channels.website.meta import visitor_name
from channels.website.outcome import Outcome
from channels.website.rejected import Fault, Rejected, wrong
from channels.website.settings import Settings
from channels.website.words import Say
from contracts.channel import Host, WebRequest
from contracts.inbound import Inbound, InboundKind, Touch

_MOST_BYTES = 16 * 1024


class Visits:
    """Takes what the script tells of visits."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self._host = host
        self._by_address = Limiter(settings.limits.per_ip_minute)

    async def take(self, request: WebRequest) -> Outcome:
        """An inbound: the same for every visit of a day that the same advertisement brought.

        The answer tells when it happened as we have it, so that the form which follows can speak
        of the same touch although the browser's clock is off.

        Raises:
            Rejected: it cannot be read, or does not say from where, or is too often.
            Transient: the hub cannot keep it now.
        """
        now = self._host.now()
        seconds = self._by_address.take(whose(request.remote), now)
        if seconds:
            raise Rejected(429, Say.TOO_OFTEN, headers=(("retry-after", str(seconds)),))
        visitor, said = self._read(request)
        touch = marks.touch_of(said, visitor, now)
        if not marks.click_or_campaign(touch):
            raise wrong(Fault("touch", Say.MARKS))
        inbound = Inbound(
            kind=InboundKind.VISIT,
            provider_id=self._provider_id(visitor, touch, now.date().isoformat()),
            arrived_at=now,
            raw=await self._host.keep(request.body),
            touches=(touch,),
        )
        told = {"status": "received", "at": marks.in_milliseconds(touch.at)}
        return Outcome(answers.in_json(200, told), inbound)

    def _read(self, request: WebRequest) -> tuple[str, dict[str, object]]:
        if len(request.body) > _MOST_BYTES:
            raise Rejected(413, Say.TOO_LARGE)
        if media_type(request) != JSON:
            raise Rejected(415, Say.MEDIA_TYPE)
        said = json_object(request.body)
        visitor, touch = visitor_name(said.get("visitor")), said.get("touch")
        if visitor is None or not isinstance(touch, dict):
            raise wrong(Fault("touch" if visitor else "visitor", Say.UNREADABLE))
        return self._host.digest("visitor", visitor), touch

    def _provider_id(self, visitor: str, touch: Touch, day: str) -> str:
        whence = json.dumps(marks.click_or_campaign(touch))
        return self._host.digest("visit", visitor, whence, day)
