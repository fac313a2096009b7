"""What was connected when the databases were last there: a sealed file, so that a start needs none.

Ingest goes on while PostgreSQL is down, and it also begins.
"""

import asyncio
from pathlib import Path

import structlog
from pydantic import TypeAdapter, ValidationError

from hub.engines.folder import write_secret
from hub.log.sealing import BrokenSeal, Secret, seal, unseal
from hub.vault.channels import Account

_BOUND_TO = b"accounts"
_ACCOUNTS = TypeAdapter(list[Account])

log = structlog.get_logger()


class Remembered:
    """One file in the data folder. Several processes may write it: each knows the same."""

    def __init__(self, data: Path, secret: Secret) -> None:
        self._path = data / "accounts.sealed"
        self._key = secret.vault_key
        self._kept: list[Account] | None = None

    async def keep(self, accounts: list[Account]) -> None:
        """Write them down, if they are not what was written last."""
        if accounts == self._kept:
            return
        try:
            await asyncio.to_thread(self._write, _ACCOUNTS.dump_json(accounts))
        except OSError as error:
            log.warning("accounts.not_remembered", reason=type(error).__name__)
            return
        self._kept = accounts

    def _write(self, plain: bytes) -> None:
        write_secret(self._path, seal(self._key, plain, _BOUND_TO).hex())

    async def recall(self) -> list[Account]:
        """What was written last; none where there is nothing that can be read."""
        try:
            return _ACCOUNTS.validate_json(await asyncio.to_thread(self._read))
        except FileNotFoundError:
            return []
        except (OSError, ValueError, BrokenSeal, ValidationError) as error:
            log.warning("accounts.not_recalled", reason=type(error).__name__)
            return []

    def _read(self) -> bytes:
        return unseal(self._key, bytes.fromhex(self._path.read_text()), _BOUND_TO)
