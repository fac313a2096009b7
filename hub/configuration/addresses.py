"""Addresses in settings: what each has to look like; what is wrong is said without repeating it."""

from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator


def _nats(text: str) -> str:
    for one in text.split(","):
        _address(one.strip(), "nats", "tls", "ws", "wss")
    return text


def _database(text: str) -> str:
    found = _address(text, "postgresql")
    if found.path.strip("/") or found.query:
        raise ValueError("the address of PostgreSQL ends with its port: no database, no options")
    return text


def _web(text: str) -> str:
    _address(text, "http", "https")
    return text


def _webs(text: str) -> str:
    for one in text.split(","):
        _web(one.strip())
    return text


def _address(text: str, *schemes: str) -> SplitResult:
    try:
        found = urlsplit(text)
        fits = found.scheme in schemes and bool(found.hostname) and found.port != 0
    except ValueError:  # a port that is no number, a bracket left open: said below, value unseen
        found, fits = SplitResult("", "", "", "", ""), False
    if not fits:
        raise ValueError(f"an address here looks like {schemes[0]}://host:port")
    return found


NatsUrl = Annotated[str, AfterValidator(_nats)]
"""One or several, parted by commas."""

DatabaseUrl = Annotated[str, AfterValidator(_database)]
"""A server, without a database's name."""

WebUrls = Annotated[str, AfterValidator(_webs)]
"""http or https; one or several, parted by commas."""

WebUrl = Annotated[str, AfterValidator(_web)]
"""http or https."""
