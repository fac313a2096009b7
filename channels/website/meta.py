"""What travels beside the fields; its names begin with _, which no field's does.

`_submission` one per rendering, so that a form that is sent twice is one; `_opened` and `_sent`
when the form was shown and sent, in milliseconds since 1970 by the browser's clock: only their
difference is used; `_consent` true, or the version of the text that was ticked; `_visitor` the
browser's random name; `_page` where the form stands; `_touches` the first and the last visit, in
JSON. A form that is sent without a script needs none of them but `_consent`.
"""

import re
from dataclasses import dataclass
from typing import Any

from channels.website.body import JSON, Submitted, json_object
from channels.website.rejected import Fault, Rejected, wrong
from channels.website.words import Say

CONSENT = "_consent"
_SUBMISSION = "_submission"
KNOWN = {CONSENT, _SUBMISSION, "_opened", "_sent", "_visitor", "_page", "_touches"}

_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_VISITOR = re.compile(r"[A-Za-z0-9_-]{16,64}")
_DIGITS = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Meta:
    """What the script, or somebody's own code, says beside the fields."""

    submission: str | None = None
    elapsed_seconds: float | None = None
    visitor: str | None = None
    page: str | None = None
    touches: tuple[dict[str, Any], ...] = ()
    by_script: bool = False


def meta(sent: Submitted, media_type: str) -> Meta:
    """What is said beside the fields; what nobody can use is left out.

    Raises:
        Rejected: the submission's id is none, so that a second delivery would not be recognised.
    """
    values = sent.values
    submission = values.get(_SUBMISSION)
    if submission is not None and not (isinstance(submission, str) and _ID.fullmatch(submission)):
        raise wrong(Fault(_SUBMISSION, Say.UNREADABLE))
    opened, sent_at = milliseconds(values.get("_opened")), milliseconds(values.get("_sent"))
    page = values.get("_page")
    return Meta(
        submission=submission,
        elapsed_seconds=None if opened is None or sent_at is None else (sent_at - opened) / 1000,
        visitor=visitor_name(values.get("_visitor")),
        page=page if isinstance(page, str) else None,
        touches=_touches(values.get("_touches")),
        by_script=media_type == JSON or submission is not None or opened is not None,
    )


def milliseconds(value: object) -> int | None:
    """A time in milliseconds since 1970, as a number or as digits; None where it is none."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return int(text) if isinstance(text, str) and _DIGITS.fullmatch(text) else None


def visitor_name(value: object) -> str | None:
    """The browser's random name for itself, if this is one."""
    return value if isinstance(value, str) and _VISITOR.fullmatch(value) else None


def _touches(value: object) -> tuple[dict[str, Any], ...]:
    """At most the first and the last; a broken one is no reason to lose a client."""
    if isinstance(value, str):
        value = _list(value)
    found = value[:2] if isinstance(value, list) else []
    return tuple(one for one in found if isinstance(one, dict))


def _list(text: str) -> object:
    try:
        return json_object(f'{{"touches":{text}}}')["touches"]
    except (Rejected, KeyError):
        return None
