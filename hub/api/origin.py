"""Where a page comes from: a foreign one is refused what a browser would keep open for it."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Header, Request

from contracts.errors import Forbidden
from hub.api.access import HouseOf

_PORTS = {"http": 80, "https": 443}


async def own_origin(
    request: Request, house: HouseOf, origin: Annotated[str | None, Header()] = None
) -> None:
    """The dependency of a route that only the hub's own pages may open.

    Raises:
        Forbidden: the page is neither from where browsers reach the API nor from this host.
    """
    if origin is None:
        return
    own = [
        f"http://{request.headers.get('host', '')}",
        f"https://{request.headers.get('host', '')}",
    ]
    if house.settings.api_url:
        own.append(house.settings.api_url)
    if _place(origin) not in [_place(url) for url in own]:
        raise Forbidden("a page of another origin may not open this")


def _place(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port; a `null` origin is nowhere."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    return parts.scheme, parts.hostname, port or _PORTS[parts.scheme]
