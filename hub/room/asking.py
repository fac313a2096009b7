"""Asking the engines how much of what they may take is taken."""

import contextlib
import json
from typing import Any

import aiohttp
from sqlalchemy import text

from contracts.errors import Transient
from hub.house import House
from hub.log.jetstream import ask
from hub.log.streams import STREAMS
from hub.room.judging import Filling

_SECONDS = 5.0
_WHOLE_DATABASE = text("SELECT sum(pg_database_size(datname))::bigint FROM pg_database")


async def limits_of_log(house: House) -> list[Filling]:
    """JetStream's own limits: of the account, of the server, of a stream; none where none is set.

    Raises:
        Transient, ApiError: it does not answer.
    """
    account = await ask(house.nc, "INFO")
    _, server = await asked(house, "/jsz?config=1")
    fillings = [
        _filling("the account of the log", account["storage"], account["limits"]["max_storage"]),
        _filling(
            "what nats-server may store (max_file_store)",
            server.get("storage", 0),
            (server.get("config") or {}).get("max_storage", 0),
        ),
    ]
    for name in STREAMS:
        stream = await ask(house.nc, f"STREAM.INFO.{name}")
        limit = stream["config"].get("max_bytes", -1)
        fillings.append(_filling(f"the stream {name}", stream["state"]["bytes"], limit))
    return [filling for filling in fillings if filling]


def _filling(where: str, used: int, limit: int) -> Filling | None:
    return Filling(where, used, max(limit - used, 0)) if limit > 0 else None


async def size_of_databases(house: House) -> list[Filling]:
    """All databases of an external server, against what the operator gives them.

    Raises:
        SQLAlchemyError, OSError: it does not answer.
    """
    most = house.settings.database_room_bytes
    if most is None:
        return []
    async with house.views.connect() as connection:
        used = (await connection.execute(_WHOLE_DATABASE)).scalar_one()
    return [Filling("OMNIHUB_DATABASE_ROOM_BYTES", used, max(most - used, 0))]


async def asked(house: House, path: str) -> tuple[int, dict[str, Any]]:
    """The status, and what the monitoring port says; of a cluster's, the first that answers.

    Raises:
        Transient: none does.
    """
    *others, last = house.addresses.monitors
    for url in others:
        with contextlib.suppress(Transient):
            return await _asked(url + path)
    return await _asked(last + path)


async def _asked(url: str) -> tuple[int, dict[str, Any]]:
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as http, http.get(url) as answer:
            said: dict[str, Any] = json.loads(await answer.read())
            return answer.status, said
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise Transient("the monitoring port of nats-server does not answer") from error
