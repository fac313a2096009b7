"""Which pages may send: those of the site's origins, exactly (CORS, WHATWG Fetch)."""

from channels.website.rejected import Rejected
from channels.website.settings import Settings
from channels.website.words import Say
from contracts.channel import WebAnswer, WebRequest

_VARY = ("vary", "Origin")
_EXPOSED = ("access-control-expose-headers", "Retry-After")
_PREFLIGHT = (
    ("access-control-allow-methods", "GET, POST"),
    ("access-control-allow-headers", "content-type"),
    ("access-control-max-age", "600"),
)


def check(request: WebRequest, settings: Settings) -> None:
    """A page names its origin with every POST; without one it is no page.

    Raises:
        Rejected: the origin is foreign, or a POST has none and the settings want one.
    """
    origin = request.header("origin")
    foreign = origin is not None and origin not in settings.origins
    nameless = origin is None and request.method == "POST" and not settings.without_origin
    if foreign or nameless:
        raise Rejected(403, Say.ORIGIN)


def headers(request: WebRequest, settings: Settings) -> tuple[tuple[str, str], ...]:
    """What lets a page of the site read the answer; caches keep the answers of origins apart."""
    origin = request.header("origin")
    if origin is None or origin not in settings.origins:
        return (_VARY,)
    return (_VARY, ("access-control-allow-origin", origin), _EXPOSED)


def preflight() -> WebAnswer:
    """A page of the site may ask."""
    return WebAnswer(status=204, headers=_PREFLIGHT)
