"""The monitoring port of nats-server: what it tells about itself."""

import contextlib
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from hub.doctor.finding import Unseen
from hub.doctor.patient import Patient

_SECONDS = 5.0


async def asked(patient: Patient, path: str) -> dict[str, Any]:
    """A document of the monitoring port, such as /varz; of a cluster's, the first that answers.

    Raises:
        Unseen: none does.
    """
    *others, last = patient.where.monitors
    for url in others:
        with contextlib.suppress(Unseen):
            return await _asked(url, path)
    return await _asked(last, path)


async def _asked(url: str, path: str) -> dict[str, Any]:
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as http, http.get(url + path) as answer:
            told: dict[str, Any] = await answer.json(content_type=None)
            return told
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise Unseen(
            f"The monitoring port of nats-server ({urlsplit(url).netloc.rpartition('@')[2]}) does "
            "not answer"
        ) from error
