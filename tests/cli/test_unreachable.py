"""What is said where there is no hub."""

from pathlib import Path

import pytest

from tests.cli.conftest import Type


def test_looking_for_a_hub_leaves_nothing_behind(type_: Type, data: Path) -> None:
    said = type_("token", "list")

    assert said.exit_code == 2
    assert "No hub was ever started" in said.stderr
    assert "omnihub up" in said.stderr
    assert not data.exists()


def test_a_setting_that_cannot_be_is_named(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNIHUB_API_PORT", "many")
    said = type_("up")

    assert said.exit_code == 2
    assert said.stderr.startswith("omnihub: OMNIHUB_API_PORT: ")


def test_one_engine_of_two_is_refused(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNIHUB_NATS_URL", "nats://127.0.0.1:1")
    said = type_("up", "--port", "0")

    assert said.exit_code == 2
    assert "Only one of OMNIHUB_NATS_URL and OMNIHUB_DATABASE_URL is set." in said.stderr
