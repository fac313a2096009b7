"""Engines that answer late are here: only those that are cut off are away."""

import pytest

from tests.story import PATIENCE_SECONDS


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scrape leaves out what is slow, and on a busy machine that may be anything."""
    monkeypatch.setattr("hub.looking.engines._PATIENCE_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr("hub.metrics.looked._PATIENCE_SECONDS", PATIENCE_SECONDS)
