"""Touches: what a browser, or the address of a plain form, says of where its visitor came from."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from channels.website.clean import line
from channels.website.meta import milliseconds
from contracts.inbound import Touch

CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
CLICKS = ("gclid", "yclid", "fbclid")
MARKS = (*CAMPAIGN, *CLICKS, "ad_id")

_OLDEST = timedelta(days=400)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_CHARACTERS = 500
_MOST_OF_A_URL = 2000
_MOST_MARKS = 100


def touch_of(said: Mapping[str, Any], visitor: str | None, now: datetime) -> Touch:
    """A touch as the script tells it. `visitor` is the keyed digest."""
    return Touch(
        at=_at(said.get("at"), now),
        landing=url(said.get("landing")),
        referrer=url(said.get("referrer")),
        visitor=visitor,
        **_marks(said),
    )


def touches_of(
    said: Sequence[Mapping[str, Any]], visitor: str | None, now: datetime
) -> tuple[Touch, ...]:
    """The first and the last visit, in the order in which they happened; once, if they are one."""
    found = dict.fromkeys(touch_of(one, visitor, now) for one in said)
    return tuple(sorted(found, key=lambda touch: touch.at))


def touch_of_plain_form(
    query: Sequence[tuple[str, str]], referrer: str | None, now: datetime
) -> tuple[Touch, ...]:
    """What stands in the address that a plain form is sent to, or in that of its page."""
    page = url(referrer)
    for marked in (dict(query), dict(_query(page))):
        marks = _marks(marked)
        if marks:
            return (Touch(at=_at(None, now), landing=page, **marks),)
    return ()


def click_or_campaign(touch: Touch) -> tuple[str, ...]:
    """What tells one advertisement's visit from another's; empty where nothing does."""
    clicks = [getattr(touch, mark) for mark in CLICKS]
    named = [click for click in clicks if click]
    if named:
        return tuple(named)
    campaign = [getattr(touch, mark) or "" for mark in (*CAMPAIGN, "ad_id")]
    return tuple(campaign) if any(campaign) else ()


def url(value: object) -> str | None:
    """An address of the web, not longer than people need."""
    if not isinstance(value, str):
        return None
    text = line(value[: 2 * _MOST_OF_A_URL])[:_MOST_OF_A_URL]
    return text if text.lower().startswith(("http://", "https://")) else None


def in_milliseconds(at: datetime) -> int:
    """Milliseconds since 1970, as browsers count."""
    return (at - _BEGINNING) // timedelta(milliseconds=1)


def _query(page: str | None) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(page or "").query, max_num_fields=_MOST_MARKS)
    except ValueError:
        return []


def _marks(said: Mapping[str, Any]) -> dict[str, Any]:
    texts = {mark: said.get(mark) for mark in MARKS}
    cut = {
        mark: line(text[: 2 * _MOST_CHARACTERS])[:_MOST_CHARACTERS]
        for mark, text in texts.items()
        if isinstance(text, str)
    }
    return {mark: text for mark, text in cut.items() if text}


def _at(value: object, now: datetime) -> datetime:
    """By the browser's clock, which may be off: never later than now, never long ago."""
    latest = in_milliseconds(now)
    oldest = latest - _OLDEST // timedelta(milliseconds=1)
    said = milliseconds(value)
    clamped = latest if said is None else min(max(said, oldest), latest)
    return _BEGINNING + timedelta(milliseconds=clamped)
