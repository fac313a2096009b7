"""A hub's stores, and a doctor to look at them."""

from collections.abc import Awaitable, Callable

import pytest

from hub.addresses import Addresses
from hub.clock import Clock
from hub.configuration.reading import Reading
from hub.doctor.checks import CHECKS
from hub.doctor.examine import examine
from hub.doctor.finding import Finding
from hub.doctor.patient import patient
from hub.house import House
from hub.settings import Settings
from tests.clock import Hands
from tests.story import PATIENCE_SECONDS

Look = Callable[..., Awaitable[dict[str, list[Finding]]]]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is here answers, however slow the machine is; what is away refuses at once."""
    for limit in (
        "hub.doctor.patient._CONNECT_SECONDS",
        "hub.doctor.patient._QUERY_SECONDS",
        "hub.doctor.monitor._SECONDS",
        "hub.doctor.ports._SECONDS",
        "hub.doctor.programs._SECONDS",
    ):
        monkeypatch.setattr(limit, PATIENCE_SECONDS)


async def looked(
    settings: Settings, where: Addresses | None, clock: Clock, *names: str
) -> dict[str, list[Finding]]:
    """The findings of these checks, or of all, by check."""
    checks = [check for check in CHECKS if not names or check.name in names]
    async with patient(Reading(settings, ()), where, clock) as found:
        return {seen.check: list(seen.findings) async for seen in examine(found, checks)}


@pytest.fixture
def look(house: House, where: Addresses, hands: Hands) -> Look:
    """Look at the house."""

    async def at(*names: str) -> dict[str, list[Finding]]:
        return await looked(house.settings, where, hands, *names)

    return at
