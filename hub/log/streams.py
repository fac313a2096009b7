"""The two streams, made and checked by the hub itself; an unsafe server is refused.

Never by FastStream: it would overwrite an existing configuration with its own subset.
"""

from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from nats.aio.client import Client

from contracts.errors import Misconfigured
from hub.log.jetstream import NO_STREAM, ApiError, ask

log = structlog.get_logger()

INBOUND = "INBOUND"
EVENTS = "EVENTS"
_WINDOW = 120_000_000_000  # nanoseconds in which JetStream knows an id again: for retries

_COMMON: dict[str, Any] = {
    "storage": "file",
    "retention": "limits",
    "discard": "new",
    "max_age": 0,
    "max_msgs": -1,
    "max_bytes": -1,
    "max_msgs_per_subject": -1,
    "duplicate_window": _WINDOW,
    "deny_purge": True,
    "allow_atomic": True,
    "allow_rollup_hdrs": False,
    "allow_msg_ttl": False,
    "allow_msg_schedules": False,
    "persist_mode": "",
}
STREAMS: dict[str, dict[str, Any]] = {
    # single messages can be erased from what arrived, never from what it meant
    INBOUND: {**_COMMON, "name": INBOUND, "subjects": ["in.*.*"], "deny_delete": False},
    EVENTS: {**_COMMON, "name": EVENTS, "subjects": ["ev.*.*"], "deny_delete": True},
}


async def ensure_streams(nc: Client, replicas: int = 1) -> None:
    """Make the streams that are missing, check those that are there.

    Raises:
        Misconfigured: a stream is not as the hub needs it; the remedy names the setting.
    """
    for name, common in STREAMS.items():
        wanted = {**common, "num_replicas": replicas}
        there = await _config(nc, name)
        if there is None:
            await ask(nc, f"STREAM.CREATE.{name}", _spoken(wanted))
        else:
            _check(name, wanted, there)


async def _config(nc: Client, name: str) -> dict[str, Any] | None:
    try:
        answer = await ask(nc, f"STREAM.INFO.{name}")
    except ApiError as error:
        if error.code == NO_STREAM:
            return None
        raise
    config: dict[str, Any] = answer["config"]
    return config


def _spoken(config: dict[str, Any]) -> dict[str, Any]:
    """What has to be said; what is empty or false is the server's default."""
    return {key: value for key, value in config.items() if value or key == "max_age"}


def _check(name: str, wanted: dict[str, Any], there: dict[str, Any]) -> None:
    for key, value in wanted.items():
        actual = there.get(key, type(value)())
        if actual != value:
            raise Misconfigured(
                f"The stream {name} is not as the hub made it: {key} is {actual!r}, not {value!r}.",
                remedy=f"Set {key} of {name} back to {value!r} with the NATS CLI "
                f"(nats stream edit {name}), then start again.",
            )


async def check_server(monitor_url: str) -> None:
    """Refuse a server that acknowledges before it has written to disk; in a cluster, any of them.

    `monitor_url` names them all, parted by commas. A node that is silent is passed over while
    another answers: the log goes on without it, and so must whoever starts meanwhile.

    Raises:
        Misconfigured: JetStream is off, or `sync_interval` is not `always`, or none can be asked.
    """
    silent = []
    for url in (urls := monitor_url.split(",")):
        try:
            _must_write_first(url, await _jetstream_config(url))
        except _Silent as refusal:
            log.warning("log.node_silent", node=urlsplit(url).netloc)
            silent.append(refusal)
    if len(silent) == len(urls):
        raise silent[0]


def _must_write_first(url: str, config: dict[str, Any]) -> None:
    if config.get("sync_always") is not True:
        raise Misconfigured(
            f"The nats-server of {urlsplit(url).netloc} acknowledges messages before they are on "
            "disk: a power cut would lose what was accepted.",
            remedy="Put `sync_interval: always` into the jetstream block of its configuration, "
            "restart it, then start again.",
        )


class _Silent(Misconfigured):
    """The monitoring port does not answer."""


async def _jetstream_config(monitor_url: str) -> dict[str, Any]:
    url = monitor_url.rstrip("/") + "/jsz?config=1"
    try:
        timeout = aiohttp.ClientTimeout(total=5)
        async with aiohttp.ClientSession(timeout=timeout) as http, http.get(url) as answer:
            config: dict[str, Any] = (await answer.json(content_type=None)).get("config") or {}
            return config
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise _Silent(
            f"The monitoring port of nats-server ({urlsplit(monitor_url).netloc}) does not answer, "
            "so nobody can say whether it writes to disk before it acknowledges.",
            remedy="Start nats-server with a monitoring port (-m 8222) and set "
            "OMNIHUB_NATS_MONITOR_URL to it.",
        ) from error
