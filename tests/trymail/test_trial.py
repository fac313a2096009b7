"""A trial, from a folder of files to the verdict, on a real Dovecot and a whole hub."""

import json
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from hub.cli.root import app
from hub.standins.dovecot import available
from tests.email.conftest import patient
from tests.trymail.mails import write

__all__ = ["patient"]

needs_dovecot = pytest.mark.skipif(not available(), reason="there is no Dovecot 2.3 here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "mails")
    return tmp_path / "mails"


@needs_dovecot
@pytest.mark.timeout(300)
def test_every_mail_is_accounted_for(folder: Path) -> None:
    tried = CliRunner().invoke(app, ["try-mail", str(folder), "--json"])
    structlog.reset_defaults()
    said: dict[str, Any] = json.loads(tried.stdout)
    fates = {mail["path"]: mail["fate"] for mail in said["mails"]}
    mails = {mail["path"]: mail for mail in said["mails"]}

    assert tried.exit_code == 0
    assert said["passed"]
    assert said["alive"]
    assert said["served"] == said["delivered"] == 7
    assert said["totals"].get("lost", 0) == 0
    assert fates["inbox/1.eml"] == "opened"
    assert fates["inbox/2.eml"] == "joined"
    assert fates["inbox/again.eml"] == "repeat"
    assert mails["inbox/again.eml"]["repeats"] == "inbox/1.eml"
    assert fates["inbox/bounce"] == "aside"
    assert mails["inbox/bounce"]["reason"] == "machine: bounce"
    assert fates["inbox/garbage.eml"] == "parked"
    assert fates["old/vera.mbox#1"] == "opened"
    assert "old/vera.mbox#2" in fates
    assert said["skipped"] == [
        {"path": "old/empty.eml", "reason": "empty"},
        {
            "path": "old/notes.txt",
            "reason": "no From, Received, Subject or Date near the top",
        },
    ]


def test_without_dovecot_the_remedy_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impostor = tmp_path / "bin" / "dovecot"
    impostor.parent.mkdir()
    impostor.write_text("#!/bin/sh\necho 9.9.9\n")
    impostor.chmod(0o755)
    monkeypatch.setenv("PATH", str(impostor.parent))
    tried = CliRunner().invoke(app, ["try-mail", str(folder)])

    assert tried.exit_code == 2
    assert "needs a Dovecot 2.3" in tried.stderr
    assert "apt-get install dovecot-imapd" in tried.stderr


@needs_dovecot
def test_a_folder_to_keep_must_be_empty(folder: Path) -> None:
    tried = CliRunner().invoke(app, ["try-mail", str(folder), "--keep", str(folder)])

    assert tried.exit_code == 1
    assert "is not empty" in tried.stderr
