"""The hub's API, as the console and an operator use it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar

import aiohttp

from contracts.errors import Conflict, NotFound, Refused, Transient

T = TypeVar("T")

_CALL_SECONDS = 15.0
_PATIENCE_SECONDS = 45.0
_LOOK_SECONDS = 0.15
_CONFLICT = 409
_NOT_FOUND = 404
_REFUSED = 400
_BROKEN = 500

Json = dict[str, Any]


class Api:
    """Speaks to one hub; everybody with a token of their own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.tokens: dict[str, str] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The connections to the hub."""
        if self._session is None:
            raise LookupError("not entered yet")
        return self._session

    def headers(self, who: str = "") -> dict[str, str]:
        """The token of somebody; of nobody in particular: the administrator's."""
        return {"Authorization": f"Bearer {self.tokens[who]}"}

    async def call(self, method: str, path: str, body: Any = None, who: str = "") -> Any:
        """The answer.

        Raises:
            Refused: the hub does not want this; the words are its own.
            NotFound: it is not there, or not for them.
            Transient: it does not answer now.
        """
        timeout = aiohttp.ClientTimeout(total=_CALL_SECONDS)
        try:
            async with self.session.request(
                method, f"{self.url}{path}", json=body, headers=self.headers(who), timeout=timeout
            ) as answer:
                said = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Transient(f"the hub does not answer: {error!r}") from error
        if answer.status >= _BROKEN:
            raise Transient(f"the hub cannot now: {said}")
        if answer.status == _CONFLICT:
            raise Conflict(str(said.get("detail", said)))
        if answer.status == _NOT_FOUND:
            raise NotFound(f"{method} {path}: {said}")
        if answer.status >= _REFUSED:
            raise Refused(f"{method} {path}: {said}")
        return said

    async def insist(self, method: str, path: str, body: Any = None, who: str = "") -> Any:
        """Ask again while the hub cannot: for what may be asked twice."""

        async def once() -> list[Any] | None:
            with contextlib.suppress(Transient):
                return [await self.call(method, path, body, who)]
            return None

        return (await until(once, path))[0]

    async def items(self, path: str) -> list[Json]:
        """Everything of a list, page by page."""
        found: list[Json] = []
        cursor: str | None = ""
        while cursor is not None:
            mark = "&" if "?" in path else "?"
            behind = f"&cursor={cursor}" if cursor else ""
            page = await self.call("GET", f"{path}{mark}limit=200{behind}")
            found += page["items"]
            cursor = page["next"]
        return found


async def until(
    condition: Callable[[], Awaitable[T | None]], what: str, seconds: float = _PATIENCE_SECONDS
) -> T:
    """What the condition returns, as soon as it is something.

    Raises:
        Transient: it was nothing for too long.
    """
    try:
        async with asyncio.timeout(seconds):
            while not (found := await condition()):  # noqa: ASYNC110 - the answer lies in a server
                await asyncio.sleep(_LOOK_SECONDS)
            return found
    except TimeoutError as error:
        raise Transient(f"this did not happen within {seconds:.0f} s: {what}") from error
