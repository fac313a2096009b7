"""Attribution: what a touch means, by a rule that has a version."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from contracts.inbound import Touch
from hub.domain.referrers import known_referrer

RULE = 1
_LONGEST = 120
_LONGEST_CLICK = 500
_READ = 4_000
"""Beyond this a value is not even looked at."""
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*")
_LONGEST_HOST = 253
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Source:
    """Where somebody came from. `click` is the advertiser's word, as it was; all else lower case.

    `referrer` is the host alone.
    """

    source: str
    medium: str
    campaign: str | None = None
    content: str | None = None
    term: str | None = None
    click: str | None = None
    referrer: str | None = None
    rule: int = RULE


@dataclass(frozen=True, slots=True)
class _Origin:
    source: str
    medium: str


def source_of(touch: Touch, channel: str) -> Source:
    """What the touch says, best evidence first; whatever stands in it, this never raises.

    What the campaign's own link says; the advertiser's mark of a click; the code of a messenger's
    link; the page before; else nothing but the channel.
    """
    referrer = _foreign(touch)
    click = _click(touch)
    marked = touch.utm_source and _said(touch, tidy(touch.utm_source))
    origin = marked or _clicked(touch) or _linked(touch, channel) or _referred(referrer)
    found = origin or _Origin("direct" if touch.landing else tidy(channel) or _NONE, _NONE)
    return Source(
        source=found.source,
        medium=found.medium,
        campaign=tidy(touch.utm_campaign) or tidy(touch.code),
        content=tidy(touch.utm_content),
        term=tidy(touch.utm_term),
        click=click,
        referrer=referrer,
    )


def tidy(value: str | None) -> str | None:
    """The one spelling of a word of a campaign: readable, lower case, short; None: nothing left."""
    return _plain(value).lower()[:_LONGEST].strip() or None


def _said(touch: Touch, source: str | None) -> _Origin | None:
    """A link without a medium that was clicked in an advertisement has the advertiser's."""
    clicked = _clicked(touch)
    medium = tidy(touch.utm_medium) or (clicked.medium if clicked else _NONE)
    return _Origin(source, medium) if source else None


def _clicked(touch: Touch) -> _Origin | None:
    if _mark(touch.gclid):
        return _Origin("google", "cpc")
    if _mark(touch.yclid):
        return _Origin("yandex", "cpc")
    if _mark(touch.fbclid):
        return _Origin("facebook", "paid_social")
    return None


def _linked(touch: Touch, channel: str) -> _Origin | None:
    return _Origin(tidy(channel) or _NONE, "link") if tidy(touch.code) else None


def _referred(referrer: str | None) -> _Origin | None:
    if referrer is None:
        return None
    known = known_referrer(referrer)
    return _Origin(known.source, known.medium) if known else _Origin(referrer, "referral")


def _foreign(touch: Touch) -> str | None:
    """The host before; our own pages are no referrer."""
    before, here = _host(touch.referrer), _host(touch.landing)
    own = here is not None and before is not None and _bare(before) == _bare(here)
    return None if own else before


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _host(url: str | None) -> str | None:
    """The host of a web address; None where it is none."""
    try:
        parts = urlsplit((url or "")[:_READ].strip())
    except ValueError:  # a bracket that is not closed, a character that no host may have
        return None
    host = (parts.hostname or "").rstrip(".")
    web = parts.scheme in {"http", "https"}
    fits = web and len(host) <= _LONGEST_HOST and _HOST.fullmatch(host)
    return _bare(host)[:_LONGEST] if fits else None


def _click(touch: Touch) -> str | None:
    return _mark(touch.gclid) or _mark(touch.yclid) or _mark(touch.fbclid)


def _mark(value: str | None) -> str | None:
    """An advertiser's mark, as it was: upper and lower case differ there."""
    return _plain(value)[:_LONGEST_CLICK] or None


def _plain(value: str | None) -> str:
    """Without what cannot be read, at either end or between."""
    return "".join(c for c in (value or "")[:_READ] if c.isprintable()).strip()
