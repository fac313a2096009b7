"""A rolling restart: every service leaves when it is asked and comes back, and nobody notices."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from hub.databases import sql_engine
from tests.deploy.composed import Composed, composed_in
from tests.deploy.container import Container
from tests.deploy.follower import Follower
from tests.deploy.visitors import Visitors
from tests.kill.judge import judge
from tests.kill.load import SITE
from tests.live.ear import Ear
from tests.story import until
from tests.system.client import SHOP
from tests.system.conftest import outside
from tests.system.world import World

__all__ = ["outside"]

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]

_PER_SECOND = 20
_LEAVE_SECONDS = 25.0
"""Ten are promised, and after thirty it would be killed; the machine is busy."""

_PATIENCE_SECONDS = 90.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hub(outside: World, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Composed]:
    """As compose.yaml states it, with a second door, and channels that stand by."""
    folder: Path = tmp_path_factory.mktemp("rolling")
    async with composed_in(folder, api=2, channels=2) as running:
        await outside.connect(running)
        await running.insist("PUT", "/v1/channels/site", SITE)
        for door in running.of("api"):
            await until(lambda door=door: serves(running.url_of(door)), _PATIENCE_SECONDS)  # type: ignore[misc]  # bound now
        yield running


async def serves(url: str) -> bool:
    """Whether this door knows the site by now."""
    async with aiohttp.ClientSession() as http, http.get(f"{url}/hooks/site/embed.js") as answer:
        return answer.status == 200


@dataclass(frozen=True)
class Restarted:
    """What leaving and coming back took, in seconds."""

    name: str
    exit_code: int
    left: float
    back: float


async def restarted(container: Container) -> Restarted:
    """As an operator does it: stop, start, wait until it is healthy."""
    asked_at = time.monotonic()
    code = await container.stop()
    left_at = time.monotonic()
    await back(container)
    return Restarted(container.name, code, left_at - asked_at, time.monotonic() - left_at)


async def back(container: Container) -> None:
    """Started again, and healthy; roles are asked more often than their check is."""
    container.start()
    if container.service.after:
        await until(lambda: ready(container), _PATIENCE_SECONDS)
    else:
        await container.until_healthy()


async def ready(container: Container) -> bool:
    try:
        return not await reasons(container)
    except aiohttp.ClientError:
        return False


async def reasons(container: Container) -> str:
    """Why a role is not ready, as it says itself."""
    url = f"http://{container.place.address}:8401/health/ready"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return " ".join((await answer.json())["reasons"])


async def connected(door: Container) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection(door.place.address, 8400)


async def refuses(door: Container) -> bool:
    try:
        _, writer = await connected(door)
    except ConnectionRefusedError:
        return True
    writer.close()
    return False


async def test_a_door_that_leaves_ends_what_it_was_asked_and_lets_nobody_new_in(
    hub: Composed,
) -> None:
    door = hub.of("api")[0]
    body = b'{"name": "Boris", "email": "boris@client.test", "_opened": 1, "_sent": 9001}'
    head = f"Host: shop\r\nOrigin: {SHOP}\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Type: application/json\r\nExpect: 100-continue\r\n\r\n"
    idle, _ = await connected(door)
    asked, asking = await connected(door)

    asking.write(b"POST /hooks/site/forms/callback HTTP/1.1\r\n" + head.encode())
    going_on = await asked.readuntil(b"\r\n\r\n")
    leaving = asyncio.create_task(door.stop())
    async with asyncio.timeout(_LEAVE_SECONDS):
        await idle.read()
        await until(lambda: refuses(door))
        why = await reasons(door)
        asking.write(body)
        answer = await asked.read()
        code = await leaving
    await back(door)

    assert going_on.startswith(b"HTTP/1.1 100")
    assert "told to stop" in why
    assert answer.startswith(b"HTTP/1.1 2"), answer
    assert code == 0


async def test_a_rolling_restart_under_load_loses_nothing_and_leaves_no_gap(
    hub: Composed, outside: World
) -> None:
    doors = [hub.url_of(one) for one in hub.of("api")]
    load, follower = Visitors(hub, outside, doors=doors), Follower(doors, hub.token)
    views = sql_engine(f"{hub.database_url}/views")

    async def settled() -> bool:
        return load.said_at.keys() <= load.shown_after.keys() and (await judge(load, views)).fine

    async with follower.following(), load.watched(views):
        began_at = follower.ear.last
        async with load.at(_PER_SECOND):
            await until(lambda: _soon(load.shown_after), _PATIENCE_SECONDS)
            load.said_at.clear()  # how long it takes is asked from here on
            done = [await restarted(container) for container in hub.containers.values()]
        await until(settled, _PATIENCE_SECONDS)
    verdict = await judge(load, views)
    await views.dispose()
    anew = Ear(f"{doors[0]}/v1", hub.token, last=began_at)
    await anew.hear_until(max(follower.ear.seqs))
    heard = follower.ear.seqs
    _report(done, load, follower)

    assert verdict.fine, verdict
    assert [one for one in done if one.exit_code or one.left > _LEAVE_SECONDS] == []
    assert [form for form in load.posted if len(form.tries) > len(doors)] == []
    assert heard == anew.seqs[: len(heard)]
    assert len(follower.gaps) > len(doors)


async def _soon(shown: dict[str, float]) -> bool:
    """Contacts are there as quickly as they are once everything is at work, or nearly so."""
    return any(seconds < 5 for seconds in shown.values())


def _report(done: list[Restarted], load: Visitors, follower: Follower) -> None:
    """The figures of a roll, for who runs it with `-s`."""
    for one in done:
        print(f"{one.name}: left in {one.left:.1f} s, back in {one.back:.1f} s")  # noqa: T201 - figures
    late = sorted((load.shown_after[text], text) for text in load.said_at)
    again = [form for form in load.posted if len(form.tries) > 1]
    print(  # noqa: T201 - figures
        f"contacts {load.said}, in the roll {len(late)}, "
        f"half there after {late[len(late) // 2][0]:.1f} s, "
        f"the slowest after {late[-1][0]:.1f} s ({late[-1][1]}); "
        f"forms {len(load.posted)}, at the other door {len(again)}, "
        f"slowest {max(form.seconds for form in load.posted):.1f} s; "
        f"streams {len(follower.gaps)}, longest gap {max(follower.gaps[1:]):.1f} s, "
        f"facts {len(follower.ear.seqs)}"
    )
