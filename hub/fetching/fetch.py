"""A guarded HTTP client: it asks listed hosts at public addresses, and takes only so much."""

import asyncio
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from contracts.errors import RateLimited, Refused, Transient
from hub.fetching.pinned import Resolve, addresses_of, connector, resolved
from hub.fetching.target import Blocked, Target, target_of

_MOST_REDIRECTS = 3
_REDIRECTS = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)
_LATER = frozenset(
    {
        HTTPStatus.NOT_FOUND,  # told of before it was there, which exchanges do
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.CONFLICT,
        HTTPStatus.TOO_EARLY,
    }
)
_CHUNK_BYTES = 64 * 1024
_CONNECT_SECONDS = 10.0
_ASKED = {"Accept-Encoding": "identity", "Accept": "*/*", "User-Agent": "Omnihub"}


class TooLarge(Refused):
    """There is more than was to be taken."""


@dataclass(frozen=True)
class Fetched:
    """What was there, and what the provider says it is."""

    body: bytes
    media_type: str


class Fetcher:
    """Fetches by GET.

    Args:
        resolve: Tells the addresses of a host; asked once for each request.
        tls: Whose certificates are believed; None: those that the system trusts.
        loopback: For tests: this very machine may be asked, by plain HTTP too.
    """

    def __init__(
        self,
        *,
        resolve: Resolve = resolved,
        tls: ssl.SSLContext | None = None,
        loopback: bool = False,
    ) -> None:
        self._resolve = resolve
        self._tls = tls
        self._loopback = loopback

    async def fetch(
        self,
        url: str,
        *,
        hosts: Collection[str],
        headers: Mapping[str, str] | None = None,
        most_bytes: int,
        seconds: float,
    ) -> Fetched:
        """What a URL names, if its host is listed; over at most three redirects to listed hosts.

        `headers` go to the host of `url` and to no other. `hosts`: see `target_of`.

        Raises:
            Blocked: the URL, or one it leads to, is not to be fetched.
            TooLarge: there are more than `most_bytes`.
            Refused: the provider does not give it.
            Transient: it may work later; `seconds` were too few, for one.
        """
        try:
            async with asyncio.timeout(seconds):
                return await self._follow(url, hosts, headers or {}, most_bytes)
        except TimeoutError as error:
            raise Transient(f"it took longer than {seconds:.0f} s") from error
        except (aiohttp.ClientError, OSError, asyncio.IncompleteReadError) as error:
            raise Transient(f"the connection failed ({type(error).__name__})") from error
        except ValueError as error:
            raise Refused("the provider's answer cannot be read") from error

    async def _follow(
        self, url: str, hosts: Collection[str], headers: Mapping[str, str], most_bytes: int
    ) -> Fetched:
        first = target = target_of(url, hosts, plain=self._loopback)
        for _ in range(_MOST_REDIRECTS + 1):
            answer = await self._ask(target, headers, most_bytes)
            if isinstance(answer, Fetched):
                return answer
            target = target_of(urljoin(target.url, answer), hosts, plain=self._loopback)
            if target.origin != first.origin:
                headers = {}
        raise Blocked("it leads from one address to the next")

    async def _ask(
        self, target: Target, headers: Mapping[str, str], most_bytes: int
    ) -> Fetched | str:
        """What is there, or the address it has moved to."""
        addresses = await addresses_of(target, self._resolve, loopback=self._loopback)
        async with (
            aiohttp.ClientSession(
                connector=connector(target, addresses, self._tls),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
                auto_decompress=False,
            ) as session,
            session.get(
                URL(target.url, encoded=True),
                headers={**headers, **_ASKED},
                allow_redirects=False,
            ) as answer,
        ):
            if answer.status in _REDIRECTS:
                return answer.headers.get("Location", "")
            _check(answer)
            return Fetched(await _body(answer, most_bytes), answer.content_type)


def _check(answer: aiohttp.ClientResponse) -> None:
    status = answer.status
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise RateLimited("the provider asks for patience (HTTP 429)")
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Transient(f"the provider does not give it now (HTTP {status})")
    if status != HTTPStatus.OK:
        raise Refused(f"the provider refused (HTTP {status})")
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused("it came compressed, which was not asked for")


async def _body(answer: aiohttp.ClientResponse, most_bytes: int) -> bytes:
    if (answer.content_length or 0) > most_bytes:
        raise TooLarge(f"it has more than {most_bytes} bytes")
    body = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK_BYTES):
        body += chunk
        if len(body) > most_bytes:
            raise TooLarge(f"it has more than {most_bytes} bytes")
    return bytes(body)
