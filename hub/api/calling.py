"""A request as a channel gets it, and a channel's answer as the caller gets it."""

import re

from fastapi import Request, Response
from starlette.types import Scope

from contracts.channel import WebAnswer, WebRequest
from hub.api.remote import remote_address
from hub.settings import Settings

_NOT_THE_CHANNELS = frozenset(
    {
        "connection",
        "content-length",
        "content-type",
        "transfer-encoding",
        "x-content-type-options",
    }
)
"""Headers that the hub, or the answer's media type, decides."""

_NAME = re.compile(r"[A-Za-z0-9-]{1,100}")
_VALUE = re.compile(r"[\x20-\x7e]{0,4000}")


async def web_request(request: Request, path: str, settings: Settings) -> WebRequest:
    """The request, its body read; signatures are made over exactly these bytes."""
    headers = _headers(request.scope)
    forwarded = [value for name, value in headers if name == "x-forwarded-for"]
    peer = request.client.host if request.client else None
    return WebRequest(
        method=request.method,
        path=path,
        url=_url(request, settings.api_url),
        query=tuple(request.query_params.multi_items()),
        headers=headers,
        body=await request.body(),
        remote=remote_address(peer, forwarded, settings.api_trusted_proxies) or None,
    )


def _url(request: Request, public: str | None) -> str:
    """As the caller wrote it: behind a proxy only the operator knows how that begins."""
    path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    begin = public or f"{request.url.scheme}://{request.url.netloc}"
    written = path + (b"?" + query if query else b"")
    return begin.rstrip("/") + written.decode("latin-1")


def _headers(scope: Scope) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, value in scope["headers"]
    )


def web_response(answer: WebAnswer) -> Response:
    """The answer; a header that would be another one, or two, on the wire is left out."""
    response = Response(answer.body, answer.status, media_type=answer.media_type)
    for name, value in answer.headers:
        if name.lower() in _NOT_THE_CHANNELS:
            continue
        if _NAME.fullmatch(name) and _VALUE.fullmatch(value):
            response.raw_headers.append((name.lower().encode(), value.encode()))
    return response
