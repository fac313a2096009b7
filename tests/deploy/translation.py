"""Translation: what a container says, said for a process of this machine.

Every container gets an address of its own on the loopback, so that ports stay as they are stated;
and a folder that is its root, where its volumes and files lie at the paths they are stated at.
"""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.statement import Service

_OWN = ("0.0.0.0", "127.0.0.1")  # noqa: S104 - what is replaced by the container's own address


@dataclass(frozen=True)
class Place:
    """Where a container is on this machine. `hosts` are the addresses of all services by name."""

    address: str
    root: Path
    hosts: Mapping[str, str]
    targets: tuple[str, ...]

    def translated(self, text: str) -> str:
        """The same, with addresses and paths of this machine."""
        for name, address in self.hosts.items():
            text = re.sub(rf"(?<=[/@]){re.escape(name)}(?=:\d)", address, text)
        for own in _OWN:
            text = re.sub(rf"(?<![\d.]){re.escape(own)}(?![\d.])", self.address, text)
        for target in self.targets:
            text = re.sub(rf"(?<![\w/.]){re.escape(target)}(?![\w-])", f"{self.root}{target}", text)
        return text

    def path(self, target: str) -> Path:
        """Where a path of the container lies."""
        return Path(f"{self.root}{target}")


def furnish(service: Service, place: Place, volumes: Path) -> None:
    """Lay out the container's root: volumes are shared, files are the container's own copies."""
    for mount in service.mounts:
        path = place.path(mount.target)
        path.parent.mkdir(parents=True, exist_ok=True)
        if mount.volume:
            (volumes / mount.volume).mkdir(exist_ok=True)
            path.symlink_to(volumes / mount.volume)
        else:
            shutil.copy(mount.file, path)
            path.write_text(place.translated(path.read_text()))
