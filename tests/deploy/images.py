"""Images: what is in them, and what their entrypoints do, as far as the statement uses it."""

import asyncio
import re
import shlex
import signal
import sys
from asyncio.subprocess import DEVNULL, Process, create_subprocess_exec
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import orjson

from hub.engines import account as accounts
from hub.engines import binaries, cluster
from hub.engines.leash import leashed
from tests.deploy.statement import ROOT, NotUnderstood, Service
from tests.deploy.translation import Place

_PGDATA = "/var/lib/postgresql/18/docker"
_SCRIPTS = "/docker-entrypoint-initdb.d"
_OFFICIAL = frozenset({"POSTGRES_USER", "POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS"})
_FETCH = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=4).read()"


class Image(Protocol):
    """What a container starts with."""

    @property
    def environment(self) -> dict[str, str]:
        """The variables that the image sets itself."""

    @property
    def stop_signal(self) -> signal.Signals:
        """What asks it to end."""

    async def started(
        self, service: Service, place: Place, environment: Mapping[str, str]
    ) -> list[str]:
        """What the entrypoint does first, done; and the command that the container then is."""


def image_of(service: Service) -> Image:
    """The image of a service.

    Raises:
        NotUnderstood: nobody here knows what its entrypoint does.
    """
    match service.image.partition(":")[0], service.said.get("build", {}).get("context"):
        case "omnihub", ".":
            return Ours()
        case "omnihub-nats", "deploy/nats":
            return Nats()
        case "postgres", None:
            return Postgres()
        case _:
            raise NotUnderstood(f"the image {service.image} of {service.name}")


class Ours:
    """The hub's: what our Dockerfile says."""

    stop_signal = signal.SIGTERM

    @property
    def environment(self) -> dict[str, str]:
        """As the last stage says, but for where an image keeps its programs."""
        stage = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2]
        found = dict(re.findall(r"^ENV (\w+)=(\S+)$", stage, re.MULTILINE))
        return {name: value for name, value in found.items() if name != "PATH"}

    async def started(
        self, service: Service, place: Place, environment: Mapping[str, str]
    ) -> list[str]:
        """The entrypoint is the program, the command its words."""
        _ = environment
        entrypoint = re.findall(
            r"^ENTRYPOINT (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
        )
        words = [*orjson.loads(entrypoint[-1]), *service.command]
        return leashed(program([place.translated(word) for word in words]), signal.SIGKILL)


class Nats:
    """The official one's entrypoint runs the command."""

    stop_signal = signal.SIGTERM

    environment: dict[str, str] = {}  # noqa: RUF012 - a constant of the protocol

    async def started(
        self, service: Service, place: Place, environment: Mapping[str, str]
    ) -> list[str]:
        """The server itself."""
        _ = environment
        words = [place.translated(word) for word in service.command]
        return leashed(program(words), signal.SIGKILL)


class Postgres:
    """The official one's entrypoint makes a cluster in an empty volume and runs scripts in it."""

    stop_signal = signal.SIGINT

    environment: dict[str, str] = {}  # noqa: RUF012 - a constant of the protocol

    async def started(
        self, service: Service, place: Place, environment: Mapping[str, str]
    ) -> list[str]:
        """initdb and the scripts, once; then the server, by somebody who is not root."""
        account = await accounts.choose()
        data = place.path(_PGDATA)
        listen = ["-c", f"listen_addresses={place.address}", "-c", "unix_socket_directories="]
        words = [*program(service.command), "-D", str(data.resolve()), *listen]
        server = cluster.as_account(account, words, signal.SIGINT)
        if not data.exists():
            if strange := {n for n in environment if n.startswith("POSTGRES_")} - _OFFICIAL:
                raise NotUnderstood(f"{service.name} says {sorted(strange)}")
            data.mkdir(parents=True)
            account.own(data.resolve())
            await _initdb(account, data.resolve(), environment)
            await _run_scripts(server, place, environment)
        return server


async def _initdb(account: accounts.Account, data: Path, environment: Mapping[str, str]) -> None:
    password = data.parent / "password"
    password.write_text(_password(environment))
    account.own(password)
    words = [
        *(str(binaries.postgres_folder() / "initdb"), f"--pgdata={data}"),
        *(f"--username={environment['POSTGRES_USER']}", f"--pwfile={password}"),
        *shlex.split(environment["POSTGRES_INITDB_ARGS"]),
    ]
    made = await create_subprocess_exec(
        *cluster.as_account(account, words, signal.SIGTERM), stdout=DEVNULL
    )
    assert await made.wait() == 0
    password.unlink()
    with (data / "pg_hba.conf").open("a") as rules:
        rules.write("\nhost all all all scram-sha-256\n")


async def _run_scripts(server: list[str], place: Place, environment: Mapping[str, str]) -> None:
    login = {
        "PGUSER": environment["POSTGRES_USER"],
        "PGPASSWORD": _password(environment),
        "PGHOST": place.address,
    }
    running = await create_subprocess_exec(*server, stdout=DEVNULL, stderr=DEVNULL)
    while await _psql(login, "-qc", "SELECT") != 0:  # noqa: ASYNC110 - it says nothing when ready
        await asyncio.sleep(0.05)
    for script in sorted(place.path(_SCRIPTS).glob("*.sql")):
        assert await _psql(login, "-qv", "ON_ERROR_STOP=1", "-f", str(script)) == 0
    running.send_signal(signal.SIGINT)
    await running.wait()


def _password(environment: Mapping[str, str]) -> str:
    return Path(environment["POSTGRES_PASSWORD_FILE"]).read_text()


async def _psql(login: Mapping[str, str], *words: str) -> int:
    program = str(binaries.postgres_folder() / "psql")
    asked: Process = await create_subprocess_exec(
        program, "-d", "postgres", *words, env=dict(login), stdout=DEVNULL, stderr=DEVNULL
    )
    return await asked.wait()


def program(words: list[str]) -> list[str]:
    """A command of an image, with the program as it is called here.

    Raises:
        NotUnderstood: no image has it.
    """
    match words:
        case ["omnihub", *rest]:
            return [sys.executable, "-m", "hub.cli", *rest]
        case ["python", *rest]:
            return [sys.executable, *rest]
        case ["nats-server", *rest]:
            return [str(binaries.nats_server()), *rest]
        case ["wget", "-q", "-O", "/dev/null", url]:
            return [sys.executable, "-c", _FETCH, url]
        case ["postgres" | "pg_isready" as name, *rest]:
            return [str(binaries.postgres_folder() / name), *rest]
        case _:
            raise NotUnderstood(f"the command {words}")
