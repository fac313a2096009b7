"""Console: what a route asks of a request that no session vouches for, and that may begin one."""

from typing import Any

from fastapi import Request

from hub.api.access import HouseOf
from hub.api.cross_site import refuse_cross_site
from hub.api.problems import MEDIA_TYPE
from hub.signin.secure import refuse_insecure

_SCHEMA = {"schema": {"$ref": "#/components/schemas/Problem"}}


async def from_console(request: Request, house: HouseOf) -> None:
    """The dependency of a route that gives cookies.

    Raises:
        Forbidden: nothing shows that the console asks: it might be another site.
        Invalid: a browser would not keep the cookie.
    """
    refuse_cross_site(request, house.settings)
    refuse_insecure(request.headers.get("origin"))


def told(**statuses: str) -> dict[int | str, dict[str, Any]]:
    """What else such a route answers with, for the document: `told(s429="Too often")`."""
    return {
        int(status.removeprefix("s")): {"description": words, "content": {MEDIA_TYPE: _SCHEMA}}
        for status, words in statuses.items()
    }
