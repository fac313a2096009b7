"""A hub as compose.yaml states it: every service a process of this machine, spoken to over HTTP."""

import asyncio
import contextlib
import secrets
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path

from tests.deploy.container import Container
from tests.deploy.statement import ROOT, Service, Statement, read
from tests.deploy.translation import Place
from tests.system.hub import Hub


class Composed(Hub):
    """The services of a statement; the first token is given by the command for it."""

    def __init__(self, folder: Path, **replicas: int) -> None:
        super().__init__(folder)
        statement = scaled(read(deployed(folder), {}), replicas)
        self.containers = containers_of(statement, folder)
        (published,) = (
            service for service in statement.services.values() if "ports" in service.said
        )
        self._door = self.of(published.name)[0]
        self._inner = published.said["ports"][0].rpartition(":")[2]
        self.url = self.url_of(self._door)

    def url_of(self, door: Container) -> str:
        """Where a replica of the door is."""
        return f"http://{door.place.address}:{self._inner}"

    @property
    def nats_urls(self) -> list[str]:
        """Where the nodes are, as the roles are told in a secret."""
        return self._door.place.path("/run/secrets/nats_url").read_text().split(",")

    @property
    def database_url(self) -> str:
        """Where PostgreSQL is, as the roles are told in a secret; without a database's name."""
        return self._door.place.path("/run/secrets/database_url").read_text().strip()

    def of(self, service: str) -> list[Container]:
        """The containers of a service."""
        return [one for one in self.containers.values() if one.service.name == service]

    @property
    def alive(self) -> bool:
        """Whether all of them run."""
        processes = [container.process for container in self.containers.values()]
        return all(process and process.returncode is None for process in processes)

    @property
    def said(self) -> str:
        """The end of what each has printed."""
        ends = ((name, one.said[-1500:]) for name, one in self.containers.items())
        return "\n".join(f"--- {name}\n{end}" for name, end in ends)

    async def start(self, **env: str) -> None:
        """`docker compose up --wait`, and the first token."""
        assert not env, "what is set stands in compose.yaml"
        async with asyncio.TaskGroup() as group:
            tasks: dict[str, asyncio.Task[None]] = {}
            for container in self.containers.values():
                before = [
                    tasks[other.name] for name in container.service.after for other in self.of(name)
                ]
                tasks[container.name] = group.create_task(_up(container, before))
        code, said = await self._door.output(["omnihub", "token", "give", "first"])
        assert code == 0, said
        self.token = said.strip()

    async def kill(self) -> None:
        """`kill -9` of every role; engines are ended in a way that leaves nothing in memory."""
        await asyncio.gather(*(role.kill() for role in self._roles))
        await asyncio.gather(*(one.stop() for one in self.containers.values()))
        await self._finish()

    async def stop(self) -> int:
        """Every role leaves when it is asked, then the engines; the worst exit code of a role."""
        codes = await asyncio.gather(*(role.stop() for role in self._roles))
        await self.kill()
        return max(map(abs, codes))

    @property
    def _roles(self) -> list[Container]:
        """What waits for engines before it begins."""
        return [one for one in self.containers.values() if one.service.after]


async def _up(container: Container, before: list["asyncio.Task[None]"]) -> None:
    for other in before:
        await other
    container.start()
    await container.until_healthy()


def scaled(statement: Statement, replicas: Mapping[str, int]) -> Statement:
    """As `docker compose up --scale service=number`."""
    services = {
        name: replace(one, replicas=replicas.get(name, one.replicas))
        for name, one in statement.services.items()
    }
    return replace(statement, services=services)


def deployed(folder: Path) -> Path:
    """A copy of the statement in a folder of its own, with its secrets made."""
    place = folder / "deployed"
    place.mkdir(parents=True)
    shutil.copy(ROOT / "compose.yaml", place)
    shutil.copytree(ROOT / "deploy", place / "deploy")
    make_secrets(place)
    return place


def make_secrets(place: Path) -> None:
    """What an operator does first."""
    script = place / "deploy" / "secrets"
    subprocess.run([script], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


def containers_of(statement: Statement, folder: Path) -> dict[str, Container]:
    """Every container by its name, with an address of its own; engines stand before who waits."""
    names = {
        f"{name}-{number}" if service.replicas > 1 else name: service
        for name, service in sorted(statement.services.items(), key=lambda one: len(one[1].after))
        for number in range(1, service.replicas + 1)
    }
    addresses = dict(zip(names, _free_addresses(len(names)), strict=True))
    made = {name: _container(name, service, addresses, folder) for name, service in names.items()}
    (folder / "volumes").mkdir()
    for container in made.values():
        container.create(folder / "volumes")
    return made


def _container(
    name: str, service: Service, addresses: Mapping[str, str], folder: Path
) -> Container:
    root = folder / "containers" / name
    root.mkdir(parents=True)
    targets = tuple(mount.target for mount in service.mounts)
    place = Place(addresses[name], root, addresses, targets)
    return Container(name, service, place, folder)


def _free_addresses(count: int) -> list[str]:
    """Addresses of the loopback where nobody listens: ports are as stated in all of them."""
    net = f"127.{secrets.randbelow(200) + 20}.{secrets.randbelow(250) + 1}"
    found = [f"{net}.{number}" for number in range(10, 10 + count)]
    for address in found:
        with socket.socket() as probe:
            probe.bind((address, 0))
    return found


@contextlib.asynccontextmanager
async def composed_in(folder: Path, **replicas: int) -> AsyncIterator[Composed]:
    """Everything that compose.yaml states, healthy; dead at the end."""
    hub = Composed(folder, **replicas)
    try:
        await hub.start()
        yield hub
        assert await hub.stop() == 0
    finally:
        await hub.kill()
        print(hub.said)  # noqa: T201 - shown beside a test that failed
