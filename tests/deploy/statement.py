"""compose.yaml as it is read: services with their commands, environments, volumes and checks.

A small and strict reader: a key of a service that it does not understand fails the test.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]

_ENGINE_ONLY = frozenset(
    {
        *("init", "read_only", "security_opt", "cap_drop", "cap_add", "logging", "tmpfs"),
        *("shm_size", "stop_grace_period", "networks", "build", "ports"),
    }
)
"""What a container engine sees to, and processes without one do not have."""

_UNDERSTOOD = _ENGINE_ONLY | {
    *("image", "command", "environment", "secrets", "configs", "volumes", "depends_on"),
    *("healthcheck", "deploy", "restart"),
}
_VARIABLE = re.compile(r"\$\{(\w+):-([^}]*)\}")
_DURATIONS = {"s": 1.0, "ms": 0.001}


class NotUnderstood(AssertionError):
    """The statement says something that nobody here can do."""


@dataclass(frozen=True)
class Check:
    """A health check: its command, and when it is asked. In seconds."""

    command: list[str]
    interval: float
    timeout: float
    retries: int
    start_period: float
    start_interval: float


@dataclass(frozen=True)
class Mount:
    """What lies at `target` within a container: a volume by its name, or a file of this machine."""

    target: str
    volume: str = ""
    file: Path = Path()


@dataclass(frozen=True)
class Service:
    """One service, everything resolved."""

    name: str
    image: str
    command: list[str]
    environment: dict[str, str]
    mounts: list[Mount]
    after: list[str]
    check: Check
    replicas: int
    restart: str
    said: dict[str, Any]


@dataclass(frozen=True)
class Statement:
    """All of compose.yaml. `folder` is where its relative paths begin."""

    services: dict[str, Service]
    said: dict[str, Any]


def read(folder: Path, environment: Mapping[str, str] = os.environ) -> Statement:
    """The statement in this folder.

    Raises:
        NotUnderstood: it says what this reader has no word for.
    """
    said = _resolved(yaml.safe_load((folder / "compose.yaml").read_text()), environment)
    services = {
        name: _service(name, one, said, folder, environment)
        for name, one in said["services"].items()
    }
    return Statement(services, said)


def _resolved(value: Any, environment: Mapping[str, str]) -> Any:
    """Every `${NAME:-default}` replaced; no other form is understood."""
    match value:
        case str():
            text = _VARIABLE.sub(lambda found: environment.get(found[1]) or found[2], value)
            if "$" in text:
                raise NotUnderstood(f"a variable in {value!r}")
            return text
        case dict():
            return {key: _resolved(one, environment) for key, one in value.items()}
        case list():
            return [_resolved(one, environment) for one in value]
        case _:
            return value


def _service(
    name: str,
    one: dict[str, Any],
    said: dict[str, Any],
    folder: Path,
    environment: Mapping[str, str],
) -> Service:
    if strange := set(one) - _UNDERSTOOD:
        raise NotUnderstood(f"{name} says {sorted(strange)}")
    return Service(
        name=name,
        image=one["image"],
        command=[str(word) for word in one["command"]],
        environment=_environment(one.get("environment", {}), environment),
        mounts=_mounts(one, said, folder),
        after=_after(name, one.get("depends_on", {})),
        check=_check(one["healthcheck"]),
        replicas=one["deploy"].get("replicas", 1),
        restart=one["restart"],
        said=one,
    )


def _environment(said: dict[str, str | None], environment: Mapping[str, str]) -> dict[str, str]:
    """A variable without a value is that of .env or of the shell, where it is set there."""
    found = {
        name: environment.get(name) if value is None else value for name, value in said.items()
    }
    return {name: value for name, value in found.items() if value is not None}


def _mounts(one: dict[str, Any], said: dict[str, Any], folder: Path) -> list[Mount]:
    volumes = [_volume(text, said) for text in one.get("volumes", [])]
    configs = [
        Mount(config["target"], file=folder / said["configs"][config["source"]]["file"])
        for config in one.get("configs", [])
    ]
    secrets = [
        Mount(f"/run/secrets/{name}", file=folder / said["secrets"][name]["file"])
        for name in one.get("secrets", [])
    ]
    return volumes + configs + secrets


def _volume(text: str, said: dict[str, Any]) -> Mount:
    name, _, target = text.partition(":")
    if name not in said["volumes"] or not target.startswith("/") or ":" in target:
        raise NotUnderstood(f"the volume {text!r}")
    return Mount(target, volume=name)


def _after(name: str, said: dict[str, Any]) -> list[str]:
    for other, condition in said.items():
        if condition != {"condition": "service_healthy"}:
            raise NotUnderstood(f"{name} waits for {other} to be {condition}")
    return list(said)


def _check(said: dict[str, Any]) -> Check:
    kind, *command = said["test"]
    if kind != "CMD":
        raise NotUnderstood(f"a check of the kind {kind}")
    return Check(
        command=command,
        interval=seconds(said["interval"]),
        timeout=seconds(said["timeout"]),
        retries=said["retries"],
        start_period=seconds(said["start_period"]),
        start_interval=seconds(said["start_interval"]),
    )


def seconds(text: str) -> float:
    """A duration: `10s`, `500ms`."""
    found = re.fullmatch(r"(\d+)(s|ms)", text)
    if found is None:
        raise NotUnderstood(f"the duration {text!r}")
    return int(found[1]) * _DURATIONS[found[2]]
