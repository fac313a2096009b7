"""Own pages: the origins from which browsers reach this hub."""

from urllib.parse import urlsplit

from fastapi import Request

from hub.settings import Settings

_PORTS = {"http": 80, "https": 443}


def is_own(request: Request, settings: Settings, origin: str) -> bool:
    """Whether it is from where browsers reach the API, or this host."""
    host = request.headers.get("host", "")
    own = [f"http://{host}", f"https://{host}", *([settings.api_url] if settings.api_url else [])]
    here = _place(origin)
    return here is not None and here in [_place(url) for url in own]


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
