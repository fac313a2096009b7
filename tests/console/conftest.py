"""An office with a console, and people who sit in front of it, each in a browser of their own."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage

from hub.addresses import Addresses
from hub.house import House, open_house
from hub.settings import Language, Settings
from tests.console.ahead import Ahead
from tests.console.browsing import DESK, PATIENCE_SECONDS, Look, chromium, window
from tests.console.office import UNDO_SECONDS, Office, office_on
from tests.console.person import Person

Sits = Callable[..., Awaitable[Person]]
"""Seats an employee in front of the console: `anna = await sits(await office.hires("Anna"))`."""

_A_TEST_SECONDS = 600.0
_PATIENT = ("hub.api.sanitise._SECONDS", "hub.api.writing._PATIENCE_SECONDS")
"""After these the hub shows less than there is: many mails at once are many processes at once."""
_NOT_OURS = ("Failed to load resource", "net::ERR_")
"""What Chromium itself says of an answer that is no success: the console has its own words."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story in a browser has many steps, and each may have to wait for a busy machine."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(_A_TEST_SECONDS))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One for the test process; its windows know nothing of each other."""
    async with chromium() as started:
        yield started


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Hashes that cost nothing; the console speaks English."""
    return Settings(
        data=tmp_path / "data",
        api_port=0,
        language=Language.ENGLISH,
        password_memory_kib=8,
        password_passes=1,
    )


@pytest_asyncio.fixture(loop_scope="session")
async def house(settings: Settings, where: Addresses, ahead: Ahead) -> AsyncIterator[House]:
    """On a clock that goes: a person at a screen waits for things."""
    async with open_house(settings, where, ahead) as opened:
        yield opened


@pytest.fixture
def ahead() -> Ahead:
    return Ahead()


@pytest_asyncio.fixture(loop_scope="session")
async def office(
    house: House, ahead: Ahead, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """Nothing is connected, nobody works here; what was sent can be taken back for a minute.

    It is the most that the API takes: no test is to lose its answer between two clicks.
    """
    monkeypatch.setattr("hub.api.routes.me._UNDO_SECONDS", UNDO_SECONDS)
    for limit in _PATIENT:
        monkeypatch.setattr(limit, PATIENCE_SECONDS)
    async with office_on(house, ahead) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def shop(office: Office) -> Office:
    """A bot at Telegram is connected."""
    await office.connects_telegram()
    return office


@pytest_asyncio.fixture(loop_scope="session")
async def sits(office: Office, browser: Browser) -> AsyncIterator[Sits]:
    """Whatever a page complained of is an error of the test."""
    async with contextlib.AsyncExitStack() as exits:
        people: list[Person] = []

        async def sit(employee: UUID, look: Look = DESK) -> Person:
            context = await exits.enter_async_context(window(browser, office.url, look))
            person = Person(employee, context, await context.new_page(), office.url)
            person.page.on("console", lambda said: _note(person, said))
            person.page.on("pageerror", lambda error: person.wrong.append(str(error)))
            await person.signed_in_by(await office.session_of(employee))
            people.append(person)
            return person

        yield sit
        assert [line for person in people for line in person.wrong] == []


def _note(person: Person, said: ConsoleMessage) -> None:
    foreign = said.location["url"].endswith("/html")  # a mail, which is not to do what it wants
    if said.type == "error" and not foreign and not any(one in said.text for one in _NOT_OURS):
        person.wrong.append(said.text)
