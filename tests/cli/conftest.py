"""A hub that is up, and a way to type commands at it."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner, Result

from hub.cli.root import app
from tests.cli.process import Up
from tests.story import PATIENCE_SECONDS

Type = Callable[..., Result]
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """One for all tests of a file."""
    with Up(tmp_path_factory.mktemp("cli") / "data") as hub:
        yield hub


@pytest.fixture
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of the hub that is up, where the test wants one; else an empty one."""
    if "up" in request.fixturenames:
        hub: Up = request.getfixturevalue("up")
        return hub.data
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command has said is seen by the next one, however far behind the projector is."""
    monkeypatch.setattr("hub.cli.account._SEEN_SECONDS", PATIENCE_SECONDS)


@pytest.fixture
def type_(data: Path) -> Iterator[Type]:
    """Type a command; logs go back to where they went before."""
    handlers = logging.getLogger().handlers[:]
    yield lambda *words: CliRunner().invoke(app, words, env={"OMNIHUB_DATA": str(data)})
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = handlers


@pytest.fixture
def ask(type_: Type) -> Ask:
    """Type a command that prints JSON; the answer, parsed."""
    return lambda *words: json.loads(type_(*words, "--json").stdout)
