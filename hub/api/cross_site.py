"""Cross-site: what a foreign page makes a browser ask is refused, though the cookie came along.

A browser says where a page comes from in `Origin` and `Sec-Fetch-Site`, and lets no foreign page
send a header of our own (Fetch standard; OWASP, "Cross-Site Request Forgery Prevention").
"""

from fastapi import Request

from contracts.errors import Forbidden
from hub.api.own_pages import is_own
from hub.settings import Settings

HEADER = "x-omnihub"
_CONSOLE = "console"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS = frozenset({"same-origin", "none"})


def refuse_cross_site(request: Request, settings: Settings) -> None:
    """For every request that a cookie vouches for, or that gets one.

    Raises:
        Forbidden: it comes from another site; or it changes something, and nothing shows that it
            comes from the console.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site not in _OURS:
        raise Forbidden("a page of another site may not ask this")
    if origin is not None and not is_own(request, settings, origin):
        raise Forbidden("a page of another origin may not ask this")
    if request.method in _SAFE:
        return
    if request.headers.get(HEADER) != _CONSOLE or (origin is None and site != "same-origin"):
        raise Forbidden(
            "with a cookie, only the console may change anything: its requests have the header "
            "`X-Omnihub: console` and an Origin of the hub"
        )
