"""Recently: what was found out a moment ago is good enough, however many ask."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_SECONDS = 1.0


class Recently(Generic[T]):
    """Finds it out once a second at most; who asks meanwhile gets, or waits for, the same."""

    def __init__(self, find: Callable[[], Awaitable[T]]) -> None:
        self._find = find
        self._finding = asyncio.Lock()
        self._found: tuple[float, T] | None = None

    async def get(self) -> T:
        """What is known.

        Raises:
            Exception: what finding it out raised; whoever asks next tries again.
        """
        async with self._finding:
            clock = asyncio.get_running_loop().time
            if self._found is None or clock() - self._found[0] > _SECONDS:
                found = await self._find()
                self._found = clock(), found
            return self._found[1]
