"""Blobs: raw bytes, HTML, attachments; sealed, and kept before the append that names them."""

import asyncio
import errno
import os
import re
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore

from contracts.errors import NotFound, Transient
from hub.clock import Clock
from hub.condition import Condition
from hub.log.sealing import Secret, epoch_of, seal, unseal
from hub.room.door import BLOBS, full, refuse_when_full

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_OS_ERROR = re.compile(r"\(os error (\d+)\)")
"""How obstore's errors, which are Rust's, name the system's."""


class Blobs:
    """A local folder of sealed files: `<month>/<first two digits>/<digest>`.

    `condition` knows whether there is room, and is told when there is none.
    """

    def __init__(
        self, folder: Path, secret: Secret, clock: Clock, condition: Condition | None = None
    ) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._store = LocalStore(folder, mkdir=True)
        self._secret = secret
        self._clock = clock
        self._condition = condition or Condition()

    async def keep(self, raw: bytes) -> str:
        """Put bytes in; returns their address: the same bytes, in the same month, the same one.

        Raises:
            Transient: the store took nothing (full, read-only); nothing may be accepted then.
        """
        refuse_when_full(self._condition, BLOBS)
        address = f"{epoch_of(self._clock())}-{self._secret.digest('blob', raw)}"
        sealed = await asyncio.to_thread(self._seal, address, raw)
        try:
            await obstore.put_async(self._store, _path(address), sealed)
            await asyncio.to_thread(self._flush, address)
        except (BaseError, OSError) as error:
            if _errno(error) in _NO_ROOM:
                full(self._condition, BLOBS)
            raise Transient("the blob store takes nothing") from error
        return address

    def _seal(self, address: str, raw: bytes) -> bytes:
        return seal(self._key(address), raw, address.encode())

    def _key(self, address: str) -> bytes:
        return self._secret.ingest_key(address.rpartition("-")[0])

    def _flush(self, address: str) -> None:
        """On disk, name included, before anybody is told that it is kept."""
        path = self._folder / _path(address)
        for target in (path, path.parent):
            descriptor = os.open(target, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    async def fetch(self, address: str) -> bytes:
        """The bytes behind an address.

        Raises:
            NotFound: there are none, or they were erased.
            BrokenSeal: they were changed.
            Transient: the store does not answer.
        """
        try:
            result = await obstore.get_async(self._store, _path(address))
            sealed = bytes(await result.bytes_async())
        except (FileNotFoundError, ValueError) as error:
            raise NotFound("these bytes are not there") from error
        except BaseError as error:
            raise Transient("the blob store does not answer") from error
        return await asyncio.to_thread(unseal, self._key(address), sealed, address.encode())


def _path(address: str) -> str:
    epoch, _, digest = address.rpartition("-")
    return f"{epoch}/{digest[:2]}/{digest}"


def _errno(error: Exception) -> int | None:
    if isinstance(error, OSError) and error.errno:
        return error.errno
    found = _OS_ERROR.search(str(error))
    return int(found[1]) if found else None
