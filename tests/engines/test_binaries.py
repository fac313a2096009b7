"""The programs: the environment first, then what was installed with us."""

from pathlib import Path

import pytest

from contracts.errors import Misconfigured
from hub.engines import binaries


def test_both_are_found_without_being_told_where() -> None:
    assert binaries.nats_server().is_file()
    assert (binaries.postgres_folder() / "initdb").is_file()


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("nats-server", "postgres", "initdb"):
        (tmp_path / program).touch(mode=0o700)
    monkeypatch.setenv(binaries.NATS_VARIABLE, str(tmp_path / "nats-server"))
    monkeypatch.setenv(binaries.POSTGRES_VARIABLE, str(tmp_path))

    assert binaries.nats_server() == tmp_path / "nats-server"
    assert binaries.postgres_folder() == tmp_path


def test_a_wrong_environment_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(binaries.NATS_VARIABLE, str(tmp_path / "nothing"))
    monkeypatch.setenv(binaries.POSTGRES_VARIABLE, str(tmp_path))

    with pytest.raises(Misconfigured, match="Correct OMNIHUB_NATS_SERVER_BINARY"):
        binaries.nats_server()
    with pytest.raises(Misconfigured, match="Correct OMNIHUB_POSTGRES_BIN_DIR"):
        binaries.postgres_folder()
