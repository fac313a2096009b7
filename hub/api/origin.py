"""Where a page comes from: a foreign one is refused what a browser would keep open for it."""

from typing import Annotated

from fastapi import Header, Request

from contracts.errors import Forbidden
from hub.api.access import HouseOf
from hub.api.own_pages import is_own


async def own_origin(
    request: Request, house: HouseOf, origin: Annotated[str | None, Header()] = None
) -> None:
    """The dependency of a route that only the hub's own pages may open.

    Raises:
        Forbidden: the page is neither from where browsers reach the API nor from this host.
    """
    if origin is not None and not is_own(request, house.settings, origin):
        raise Forbidden("a page of another origin may not open this")
