"""Every operation of the document, asked everything the document allows and much that it does not.

The seed is fixed: what fails here fails everywhere.
"""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)

from hub.addresses import Addresses
from hub.api.app import create_app
from hub.house import open_house
from hub.settings import Settings
from tests.conftest import Running, _databases, _empty_log
from tests.live.ear import served
from tests.story import PATIENCE_SECONDS

pytestmark = pytest.mark.timeout(300)

NO_HOUSE: Any = None
_DOCUMENT = create_app(NO_HOUSE).openapi()
_ENDLESS = "/v1/live"  # it answers without an end
schema = schemathesis.openapi.from_dict(_DOCUMENT).exclude(path=_ENDLESS)
shut = schemathesis.openapi.from_dict(_DOCUMENT).exclude(path=_ENDLESS)
shut.config.phases.coverage.enabled = False  # behind a shut door all requests are alike
_UNFIT: list[Any] = [
    # a cursor that the hub never gave, a colleague who is none, a card merged with itself: what is
    # said is well formed, and refused for what it means, with the field that was wrong
    positive_data_acceptance,
    # 0 is read as false, and a number as the moment it counts the seconds to
    negative_data_rejection,
    # asks everything once more without a token: that is the second test
    ignored_auth,
]
_seeded = settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Asked:
    """A hub that answers, and a token of its administrator."""

    url: str
    token: str


@contextlib.asynccontextmanager
async def _answering(running: Running, folder: Path) -> AsyncIterator[Asked]:
    engines = running.engines
    await _empty_log(engines)
    async with _databases(engines) as (views, vault):
        where = Addresses(engines.nats_url, engines.nats_monitor_url, views, vault)
        async with open_house(Settings(data=folder, api_port=0), where) as house:
            token = await house.tokens.give("ops", "administrator")
            async with served(house) as url:
                yield Asked(url.removesuffix("/v1"), token)


@pytest.fixture(scope="module")
def asked(running: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """In a thread: schemathesis asks and waits."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    hub = _answering(running, tmp_path_factory.mktemp("asked") / "data")
    yield asyncio.run_coroutine_threadsafe(hub.__aenter__(), loop).result(PATIENCE_SECONDS)
    asyncio.run_coroutine_threadsafe(hub.__aexit__(None, None, None), loop).result(PATIENCE_SECONDS)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


@schema.parametrize()
@_seeded
def test_the_administrator_is_answered_as_the_document_says(
    case: schemathesis.Case[Any], asked: Asked
) -> None:
    headers = {"Authorization": f"Bearer {asked.token}"}
    case.call_and_validate(
        base_url=asked.url, headers=headers, excluded_checks=_UNFIT, timeout=PATIENCE_SECONDS
    )


@shut.parametrize()
@settings(_seeded, max_examples=1)
def test_nobody_is_answered_as_the_document_says(
    case: schemathesis.Case[Any], asked: Asked
) -> None:
    case.call_and_validate(base_url=asked.url, excluded_checks=_UNFIT, timeout=PATIENCE_SECONDS)
