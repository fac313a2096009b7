"""The limit of a body: counted while it comes, whatever its headers say."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.accounts.hooks import Hooks
from hub.api.problems import answer

MOST_BYTES = 1_000_000
FILE_BYTES = 20_000_000
"""The largest file that an employee may send."""

_AROUND_BYTES = 10_000
"""What stands around it in its form."""


class BodyLimit:
    """Refuses what announces itself as too large at once, and what becomes so when it does."""

    def __init__(self, app: ASGIApp, hooks: Hooks) -> None:
        self._app = app
        self._hooks = hooks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, counting."""
        most = self._most_bytes(scope)
        if scope["type"] == "http" and _announced(scope) > most:
            await answer(_too_large())(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise _too_large()
            return message

        await self._app(scope, counted, send)

    def _most_bytes(self, scope: Scope) -> int:
        """A hook's is its channel's: some take files; an upload is one."""
        match scope.get("path", "").split("/"):
            case ["", "hooks", account, *_]:
                return self._hooks.most_bytes(account)
            case ["", "v1", "uploads"]:
                return FILE_BYTES + _AROUND_BYTES
            case _:
                return MOST_BYTES


def _too_large() -> HTTPException:
    return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() and len(length) < 20 else 0  # noqa: PLR2004 - more digits is no length
