"""What compose.yaml, the Dockerfile and the script of the secrets say, read without starting it."""

import re
import stat
import subprocess
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from hub.configuration.variables import file_variable_of, variable_of
from hub.engines import binaries, cluster
from hub.roles import Role
from hub.settings import Settings
from tests.deploy.composed import deployed, make_secrets
from tests.deploy.statement import ROOT, NotUnderstood, Statement, read, seconds

_VARIABLES = {
    of(field) for field in Settings.model_fields for of in (variable_of, file_variable_of)
}
_NODES = ("nats1", "nats2", "nats3")


@pytest.fixture(scope="module")
def statement() -> Statement:
    return read(ROOT, {})


def test_every_role_is_a_service_of_its_own(statement: Statement) -> None:
    roles = {
        name: one.command for name, one in statement.services.items() if one.command[0] == "run"
    }

    assert roles == {role.value: ["run", role.value] for role in Role}


def test_a_role_that_only_one_does_at_a_time_has_a_standby(statement: Statement) -> None:
    replicas = {name: one.replicas for name, one in statement.services.items()}

    assert {name for name, count in replicas.items() if count == 2} == {
        "capture",
        "channels",
        "watchdog",
    }


def test_every_service_is_watched_limited_and_started_again(statement: Statement) -> None:
    for service in statement.services.values():
        said, limits = service.said, service.said["deploy"]["resources"]["limits"]

        assert service.check.command, service.name
        assert re.fullmatch(r"\d+G", limits["memory"]), service.name
        assert float(limits["cpus"]) > 0, service.name
        assert service.restart == "unless-stopped", service.name
        assert seconds(said["stop_grace_period"]) >= 30, service.name


def test_no_service_can_do_more_than_it_must(statement: Statement) -> None:
    for service in statement.services.values():
        said = service.said

        assert said["read_only"], service.name
        assert said["cap_drop"] == ["ALL"], service.name
        assert said["security_opt"] == ["no-new-privileges:true"], service.name
        assert not said.keys() & {"privileged", "user", "network_mode"}, service.name
        assert ("cap_add" in said) == (service.name == "postgres"), service.name


def test_only_the_api_is_reached_from_outside_and_at_first_from_this_machine_alone(
    statement: Statement,
) -> None:
    published = {
        name: one.said["ports"] for name, one in statement.services.items() if "ports" in one.said
    }
    engines = [one for one in statement.services.values() if not one.after]

    assert published == {"api": ["127.0.0.1:8400:8400"]}
    assert all(one.said["networks"] == ["engines"] for one in engines)
    assert statement.said["networks"]["engines"] == {"internal": True}


def test_secrets_come_from_files_that_the_script_makes(
    statement: Statement, tmp_path: Path
) -> None:
    place = deployed(tmp_path)
    files = {name: one["file"] for name, one in statement.said["secrets"].items()}
    made = {path.name: path for path in (place / "secrets").iterdir()}

    assert files == {name: f"./secrets/{name}" for name in files}
    assert files.keys() <= made.keys()
    assert {stat.S_IMODE(path.stat().st_mode) for path in made.values()} == {0o600}
    assert stat.S_IMODE((place / "secrets").stat().st_mode) == 0o700


def test_the_script_of_the_secrets_leaves_what_is_there(tmp_path: Path) -> None:
    place = deployed(tmp_path)
    kept = [*(place / "secrets").iterdir(), place / ".env"]
    (place / "secrets" / "nats_url").unlink()
    before = {path.name: path.read_text() for path in kept if path.exists()}

    make_secrets(place)

    assert before == {path.name: path.read_text() for path in kept if path.name in before}
    password = (place / "secrets" / "nats_password").read_text()
    assert (place / "secrets" / "nats_url").read_text().count(password) == len(_NODES)


def test_no_secret_stands_in_the_environment(statement: Statement) -> None:
    for service in statement.services.values():
        for name, value in service.environment.items():
            is_secret = re.search("SECRET|PASSWORD|TOKEN|DATABASE_URL|NATS_URL", name)

            assert not is_secret or name.endswith("_FILE"), f"{service.name}: {name}"
            assert "@" not in value, f"{service.name}: {name}"


def test_every_variable_of_the_hub_is_a_setting(statement: Statement) -> None:
    ours = re.findall(r"^ENV (OMNIHUB_\w+)=", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    said = {name for one in statement.services.values() for name in one.said.get("environment", {})}
    hubs = {name for name in [*said, *ours] if name.startswith("OMNIHUB_")}

    assert hubs
    assert hubs <= _VARIABLES


def test_every_stream_is_on_every_node(statement: Statement) -> None:
    nodes = [one for one in statement.services.values() if one.command[0] == "nats-server"]
    roles = [one for one in statement.services.values() if one.command[0] == "run"]

    assert tuple(node.name for node in nodes) == _NODES
    assert tuple(node.environment["NATS_NODE"] for node in nodes) == _NODES
    assert len({mount.volume for node in nodes for mount in node.mounts if mount.volume}) == 3
    for role in roles:
        assert role.environment["OMNIHUB_NATS_REPLICAS"] == "3"
        assert role.environment["OMNIHUB_NATS_MONITOR_URL"].count("://nats") == 3
        assert set(role.after) == {*_NODES, "postgres"}


def test_the_engines_are_those_that_the_tests_ran_on(statement: Statement) -> None:
    nats, postgres = statement.services["nats1"].image, statement.services["postgres"].image
    based_on = (ROOT / "deploy/nats/Dockerfile").read_text()

    assert nats.partition(":")[2] == _version(binaries.nats_server())
    assert f"\nFROM nats:{nats.partition(':')[2]}-alpine\n" in based_on
    assert postgres.partition(":")[2] == _version(binaries.postgres_folder() / "postgres")


def test_the_hubs_image_is_of_this_version(statement: Statement) -> None:
    version = re.findall(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    roles = [one for one in statement.services.values() if one.command[0] == "run"]

    assert {role.image for role in roles} == {f"omnihub:{version[0]}"}


def test_the_database_is_made_as_the_embedded_one_is(statement: Statement) -> None:
    options = statement.services["postgres"].environment["POSTGRES_INITDB_ARGS"].split()

    assert set(options) == {*cluster._LOCALE, "--data-checksums"}


def test_the_image_holds_locked_wheels_the_hub_and_nobody_who_may_do_anything() -> None:
    said = (ROOT / "Dockerfile").read_text()
    packages = re.findall(
        r'^packages = \["(.*)"\]$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )[0]
    ignored = (ROOT / ".dockerignore").read_text().splitlines()

    assert set(re.findall(r"^FROM (\S+)", said, re.MULTILINE)) == {"python:3.11-slim"}
    assert said.count("--require-hashes --only-binary :all:") == 2
    assert set(packages.split('", "')) <= set(re.findall(r"^COPY (\w+) \1$", said, re.MULTILINE))
    assert "\nUSER ${UID}:${GID}\n" in said
    assert ignored[1] == "*", "nothing goes into the image but what is named"
    assert not any("secret" in line or ".env" in line for line in ignored[1:])


def test_the_build_has_all_of_its_tools_from_the_lock() -> None:
    taken = re.findall(r"kept = /\^\(([^)]*)\)==/", (ROOT / "Dockerfile").read_text())[0].split("|")
    wanted = [Requirement(one) for one in requires("hatchling") or []]

    assert {"hatchling", "editables"} <= set(taken)
    assert {one.name for one in wanted if not one.marker or one.marker.evaluate()} <= set(taken)


def test_a_statement_that_nobody_here_can_do_is_not_passed_over(tmp_path: Path) -> None:
    said = (ROOT / "compose.yaml").read_text()
    (tmp_path / "compose.yaml").write_text(
        said.replace("    command: [run, api]\n", "    command: [run, api]\n    pid: host\n")
    )

    with pytest.raises(NotUnderstood, match="api says"):
        read(tmp_path, {})


def _version(program: Path) -> str:
    said = subprocess.run([program, "--version"], check=True, capture_output=True).stdout  # noqa: S603 - the engines' own
    return str(re.findall(r"\d+\.[\d.]*\d", said.decode())[0])
