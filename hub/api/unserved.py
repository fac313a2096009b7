"""Unserved: until every view is of this version, whoever asks about the hub's work asks later.

Half of the answers would be wrong: what is new says nothing yet, and the old has no such columns.
"""

from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from hub.api.problems import problem
from hub.house import House

_LATER = HTTPStatus.SERVICE_UNAVAILABLE
_RETRY_SECONDS = 5
_BELOW = "/v1/"
_OPEN = ("/v1/health", "/v1/openapi.json")


class Unserved:
    """Answers in its place; health, metrics, hooks and the console's pages need no view."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or say what is missing."""
        path = scope.get("path", "")
        asks = path.startswith(_BELOW) and path not in _OPEN
        if asks and (said := self._house.condition.unserved):
            headers = {"Retry-After": str(_RETRY_SECONDS)}
            await problem(_LATER, said, headers=headers)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
