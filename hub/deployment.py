"""The deployment's secret: what everything that is sealed is sealed under."""

import os
import secrets
from pathlib import Path

from contracts.errors import Misconfigured
from hub.log.sealing import KEY_BYTES, Secret
from hub.settings import Settings


def deployment_secret(settings: Settings) -> Secret:
    """The deployment's secret: as set, or the data folder's, made at the first start.

    Raises:
        Misconfigured: it is not 64 hexadecimal digits.
    """
    path = settings.data / "secret"
    text = settings.secret.get_secret_value() if settings.secret else _secret_in(path)
    try:
        return Secret(bytes.fromhex(text))
    except ValueError as error:
        raise Misconfigured(
            "The deployment's secret is not 64 hexadecimal digits.",
            remedy=f"Restore {path} (or OMNIHUB_SECRET) from its backup: nothing sealed can be "
            "read without it.",
        ) from error


def _refuse_a_second(path: Path) -> None:
    """Where a hub has kept something already, a fresh secret would open none of it."""
    blobs = path.parent / "blobs"  # it may be a disk of its own, and empty
    if blobs.is_dir() and any(one.name != "lost+found" for one in blobs.iterdir()):
        raise Misconfigured(
            f"The deployment's secret {path} is gone.",
            remedy="Restore it from its backup: nothing sealed can be read without it.",
        )


def _secret_in(path: Path) -> str:
    if not path.exists():
        _refuse_a_second(path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
            file.flush()
            os.fsync(descriptor)
    return path.read_text().strip()
