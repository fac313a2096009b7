"""Passwords: argon2id (RFC 9106), in threads of their own, two at a time.

Each hash takes 64 MiB: two at a time bound what a flood of attempts can take of the machine.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

from contracts.errors import Invalid, Transient
from hub.signin.obvious import is_obvious

T = TypeVar("T")

_AT_ONCE = 2
_WAITING = 30
"""So many may wait for a thread: about five seconds; whoever comes then is told to come again."""
SHORTEST = 10
LONGEST = 200


class Passwords:
    """Hashes and verifies. `hashes` counts how often the hash was reached."""

    def __init__(self, memory_kib: int, passes: int) -> None:
        self._hasher = argon2.PasswordHasher(passes, memory_kib, parallelism=1)
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="password")
        self._waiting = 0
        self._nobodys: str | None = None
        self.hashes = 0

    async def hashed(self, password: str) -> str:
        """Its hash, with salt and parameters.

        Raises:
            Transient: too many are waiting.
        """
        return await self._in_thread(partial(self._hasher.hash, _words(password)))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether it is this one; without a hash the same work is done for nothing.

        Raises:
            Transient: too many are waiting.
        """
        if self._nobodys is None:
            self._nobodys = await self.hashed("nobody has this password")
        self.hashes += 1
        against = password_hash or self._nobodys
        right = await self._in_thread(partial(self._matches, against, _words(password)))
        return right and password_hash is not None

    def outdated(self, password_hash: str) -> bool:
        """Whether it was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)

    def _matches(self, password_hash: str, password: bytes) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _in_thread(self, work: Callable[[], T]) -> T:
        if self._waiting >= _WAITING:
            raise Transient("too many are signing in now", retry_after=5)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


def refuse_weak(password: str, *about: str | None) -> None:
    """Whether it may be a password; `about`: words that somebody would guess, as the login.

    Raises:
        Invalid: it is too short, too long, or among those that are tried first.
    """
    if len(password) < SHORTEST:
        raise Invalid(f"a password has {SHORTEST} characters or more", field="password")
    if len(password) > LONGEST:
        raise Invalid(f"a password has {LONGEST} characters at most", field="password")
    if is_obvious(password, *(word for word in about if word)):
        raise Invalid(
            "this password is among those that are tried first; three or four words that do not "
            "belong together make a good one",
            field="password",
        )


def _words(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
