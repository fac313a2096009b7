"""`omnihub config`, and what a start refuses."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from contracts.errors import Misconfigured
from hub.cli.environment import settings_for
from hub.configuration.masked import masked
from hub.configuration.reading import read
from hub.configuration.variables import OTHERS, file_variable_of, variable_of
from hub.settings import LogLevel, Settings
from tests.cli.conftest import Ask, Type

SECRET = "5e" * 32
NATS = "nats://hub:opensesame@log:4222"
FIELDS = tuple(Settings.model_fields)
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("OMNIHUB_")]:
        monkeypatch.delenv(name)


def shown(ask: Ask, variable: str) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {one["variable"]: one for one in ask("config")["settings"]}
    return found[variable]


def test_every_setting_is_shown_with_where_it_was_said(
    ask: Ask, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "region").write_text("KZ\n")
    monkeypatch.setenv("OMNIHUB_PHONE_REGION_FILE", str(tmp_path / "region"))
    said = ask("config", "--data", "elsewhere")
    found = {one["variable"]: (one["value"], one["source"]) for one in said["settings"]}

    assert set(found) == {f"OMNIHUB_{name.upper()}" for name in Settings.model_fields}
    assert found["OMNIHUB_DATA"] == ("elsewhere", "option")
    assert shown(ask, "OMNIHUB_DATA")["source"] == "environment"
    assert found["OMNIHUB_PHONE_REGION"] == ("KZ", f"file {tmp_path / 'region'}")
    assert found["OMNIHUB_API_PORT"] == ("8400", "default")
    assert shown(ask, "OMNIHUB_API_PORT")["allowed"] == "a whole number from 0 to 65535"
    assert not data.exists()


def test_nothing_that_opens_something_is_shown(
    type_: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNIHUB_SECRET", SECRET)
    monkeypatch.setenv("OMNIHUB_NATS_URL", f"{NATS},nats://hub:opensesame@log2:4222")
    monkeypatch.setenv("OMNIHUB_DATABASE_URL", "postgresql://hub:open@se/same@db:5432")
    for words in (("config",), ("config", "--json"), ("config", "--explain")):
        said = type_(*words)

        assert said.exit_code == 0
        assert "nats://hub:***@log:4222" in said.stdout
        assert not [one for one in (SECRET, "sesame", "se/same") if one in said.output]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("nats://token@log:4222", "nats://***@log:4222"),
        ("http://log:8222", "http://log:8222"),
        (
            "https://traces.example/v1?api_key=k1&tenant=7",
            "https://traces.example/v1?api_key=***&tenant=7",
        ),
        ("omnihub-data", "omnihub-data"),
    ],
)
def test_of_an_address_everything_else_is_shown(text: str, safe: str) -> None:
    assert masked(text, secret=False) == safe


def test_a_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    monkeypatch.setenv("OMNIHUB_SECRET_FILE", str(tmp_path / "secret"))

    assert settings_for(None).secret == SecretStr(SECRET)


@pytest.mark.parametrize("text", [None, ""])
def test_a_file_that_says_nothing_is_refused(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret"
    if text is not None:
        path.write_text(text)
    monkeypatch.setenv("OMNIHUB_SECRET_FILE", str(path))

    with pytest.raises(Misconfigured, match=f"OMNIHUB_SECRET_FILE names {path}"):
        settings_for(None)


def test_said_twice_is_refused_by_both_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text(SECRET)
    monkeypatch.setenv("OMNIHUB_SECRET_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("OMNIHUB_SECRET", SECRET)

    with pytest.raises(Misconfigured, match="Both OMNIHUB_SECRET and OMNIHUB_SECRET_FILE are set"):
        settings_for(None)


def test_what_is_empty_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNIHUB_NATS_URL", "")
    monkeypatch.setenv("OMNIHUB_SECRET_FILE", "")

    assert settings_for(None).nats_url is None


def test_a_name_that_is_no_setting_stops_the_start_with_what_was_meant(
    type_: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNIHUB_NATS_ULR", "nats://log:4222")
    said = type_("up")

    assert said.exit_code == 2
    assert "OMNIHUB_NATS_ULR is no setting; did you mean OMNIHUB_NATS_URL?" in said.stderr


def test_variables_that_others_read_do_not_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*OTHERS, "OMNIHUB_PORT", "OMNIHUB_CONSOLE_SERVICE_HOST", "OMNIHUB_PORT_80_TCP"):
        monkeypatch.setenv(name, "1")

    assert read().troubles == ()


def test_every_variable_that_anything_here_names_is_known() -> None:
    """One that a start would refuse stands in no compose file, and in a manual as refused alone."""
    known = {variable for of in (variable_of, file_variable_of) for variable in map(of, FIELDS)}
    named = {
        name
        for path in _written()
        for name in re.findall(r"\bOMNIHUB_[A-Z][A-Z_]*[A-Z]\b", path.read_text())
    }

    refused = {
        name
        for path in _written()
        for name in re.findall(r"(OMNIHUB_[A-Z_]+) is no setting; did", path.read_text())
    }

    assert named - known - set(OTHERS) - refused == set()
    assert len(named) > 10


def _written() -> Iterator[Path]:
    for folder in ("contracts", "channels", "projections", "hub", "bench"):
        yield from (ROOT / folder).rglob("*.py")
    for pattern in ("deploy/**/*.*", "docs/**/*.md", "*.md", "*.yaml", "Dockerfile", "Makefile"):
        yield from ROOT.glob(pattern)


def test_settings_themselves_take_no_notice_of_strange_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMNIHUB_WHATEVER", "1")

    assert Settings(data=Path("x"), api_port=0).api_port == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("API_PORT", "99999", "It takes a whole number from 0 to 65535."),
        ("API_PORT", "tcp://10.0.0.7:80", "enableServiceLinks: false"),
        ("TRACE_SHARE", "2", "It takes a number from 0 to 1."),
        ("LANGUAGE", "de", "It takes one of ru, en."),
        ("LOG_LEVEL", "loud", "It takes one of debug, info, warning, error."),
        ("NATS_URL", "http://hub:opensesame@log", "looks like nats://host:port"),
        ("DATABASE_URL", "postgres://hub:opensesame@db", "looks like postgresql://host:port"),
        ("DATABASE_URL", "postgresql://hub:opensesame@db/views", "ends with its port"),
        ("API_TRUSTED_PROXIES", "10.0.0.0/99", "OMNIHUB_API_TRUSTED_PROXIES: "),
        ("SECRET", "opensesame", "OMNIHUB_SECRET is not 64 hexadecimal digits."),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_could(
    name: str, text: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"OMNIHUB_{name}", text)

    with pytest.raises(Misconfigured) as refused:
        settings_for(None)
    assert said in str(refused.value)
    assert "opensesame" not in str(refused.value)


def test_a_log_level_may_be_shouted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNIHUB_LOG_LEVEL", "WARNING")

    assert settings_for(None).log_level is LogLevel.WARNING


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"nats_url": NATS, "nats_monitor_url": "http://log:8222"}, "Only one of OMNIHUB_NATS_URL"),
        ({"database_url": "postgresql://db:5432"}, "Only one of OMNIHUB_NATS_URL"),
        ({"nats_url": NATS, "database_url": "postgresql://db"}, "monitoring port is not known"),
        ({"nats_monitor_url": "http://log:8222"}, "is set without OMNIHUB_NATS_URL"),
        ({"nats_replicas": 3}, "OMNIHUB_NATS_REPLICAS asks for 3 copies"),
        ({"room_full_percent": 50}, "do not rise"),
        ({"ops_port": 8400}, "OMNIHUB_OPS_PORT and OMNIHUB_API_PORT are both 8400"),
    ],
)
def test_what_cannot_be_meant_together_is_named(given: dict[str, object], said: str) -> None:
    troubles = read(given).troubles

    assert said in str(troubles[0])
    assert len(troubles) == 1
    with pytest.raises(Misconfigured):
        read(given).checked()


def test_config_shows_all_that_is_wrong_and_what_is_in_force_nevertheless(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNIHUB_API_PORT", "many")
    monkeypatch.setenv("OMNIHUB_NATS_ULR", NATS)
    said = json.dumps(ask("config")["troubles"])

    assert "OMNIHUB_API_PORT: " in said
    assert "OMNIHUB_NATS_ULR is no setting" in said
    assert shown(ask, "OMNIHUB_API_PORT")["value"] == "many"


def test_an_error_among_several_tells_where_the_others_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMNIHUB_API_PORT", "many")
    monkeypatch.setenv("OMNIHUB_NATS_ULR", NATS)

    with pytest.raises(Misconfigured, match=r"more that is wrong \(1\): `omnihub config`"):
        settings_for(None)
