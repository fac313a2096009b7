"""`omnihub up`, from its first start to its end."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Type
from tests.cli.process import READY, Up
from tests.engines.witnesses import at_work_on
from tests.story import PATIENCE_SECONDS

LEAVES_SECONDS = 30
"""Five are promised; but the other tests share the cores."""


def omnihub(*words: str) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-m", "hub.cli", *words])


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )


def once_caught_up(folder: Path) -> subprocess.CompletedProcess[str]:
    """What `omnihub status` says: whoever is behind has two seconds in it, and may need more."""
    until = time.monotonic() + PATIENCE_SECONDS
    while (said := status(folder)).returncode and time.monotonic() < until:
        pass
    return said


def status(folder: Path) -> subprocess.CompletedProcess[str]:
    return omnihub("status", "--json", "--data", str(folder))


@pytest.mark.timeout(300)
def test_a_hub_is_started_looked_at_and_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Up(folder) as hub:
        said = once_caught_up(folder)
        second = omnihub("up", "--data", str(folder), "--port", "0")
        given = omnihub("token", "give", "crm", "--data", str(folder))
        interrupted_at = time.monotonic()
        exit_code = hub.interrupt()
        took = time.monotonic() - interrupted_at
    left = at_work_on(folder)
    after = status(folder)

    assert hub.told[0].startswith(READY + "http://127.0.0.1:")
    assert hub.token.startswith("hub_")
    assert said.returncode == 0, said.stdout
    assert json.loads(said.stdout)["fine"]
    assert second.returncode == 2
    assert f"in use by process {hub.pid}" in second.stderr
    assert "Traceback" not in second.stderr
    assert given.stdout.startswith("hub_")
    assert exit_code == 0
    assert took < LEAVES_SECONDS
    assert left == []
    assert after.returncode == 2
    assert not json.loads(after.stdout)["running"]


def test_a_port_that_is_taken_is_named_with_the_remedy(type_: Type, data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = type_("up", "--port", str(port))

    assert refused.exit_code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in refused.stderr
    assert "--port" in refused.stderr
    assert not data.exists()


def test_the_help_imports_no_engine() -> None:
    # what takes seconds to import must wait for a command that wants it
    code = (
        "import sys; from hub.cli.root import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: print({'sqlalchemy', 'nats', 'faststream'} & set(sys.modules))"
    )
    asked = run([sys.executable, "-c", code])

    assert "try-mail" in asked.stdout
    assert asked.stdout.endswith("set()\n")
