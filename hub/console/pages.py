"""What is no route of the API is a page: a file of the console, or the console at that address."""

import secrets
from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from hub.console.files import File, built_files
from hub.console.safety import page_headers

_NOT_PAGES = ("/v1", "/hooks", "/health", "/metrics")
_FOR_EVER = "public, max-age=31536000, immutable"
_NONCE = b"__NONCE__"
_UNBUILT = "The console is not built here: `make console` builds it. The API is at /v1.\n"


class Pages:
    """Answers where no route does. `files` are asked for at the first request, not at the start."""

    def __init__(self, files: Callable[[], Mapping[str, File]] = built_files) -> None:
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page, or what the API says of an address that it does not know.

        Raises:
            HTTPException: it is not a page that was asked for.
        """
        request = Request(scope, receive)
        if scope["type"] != "http" or request.method not in {"GET", "HEAD"} or _is_api(request):
            raise HTTPException(404)
        await self._answer(request)(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        files, path = self._files(), request.url.path
        if path in files and path != "/index.html":
            return _whole(request, files[path])
        if "." in path.rsplit("/", 1)[-1]:
            raise HTTPException(404)
        if "/index.html" not in files:
            return PlainTextResponse(_UNBUILT, 404)
        return _page(files["/index.html"].body)


def _is_api(request: Request) -> bool:
    path = request.url.path
    return any(path == begun or path.startswith(f"{begun}/") for begun in _NOT_PAGES)


def _whole(request: Request, file: File) -> Response:
    """A file whose name changes with its content, so that a browser asks for it once."""
    lasting = _FOR_EVER if request.url.path.startswith("/assets/") else "no-cache"
    headers = {
        "Cache-Control": lasting,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if file.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(file.packed, headers=headers, media_type=file.media_type)
    return Response(file.body, headers=headers, media_type=file.media_type)


def _page(index: bytes) -> Response:
    nonce = secrets.token_urlsafe(16)
    body = index.replace(_NONCE, nonce.encode())
    return Response(body, headers=page_headers(nonce), media_type="text/html")
