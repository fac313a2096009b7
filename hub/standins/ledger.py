"""The ledger of a stand-in: what the outside saw, in order. It is the judge of every delivery."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

Entry = TypeVar("Entry")


class Ledger(Sequence[Entry], Generic[Entry]):
    """Entries in the order they were seen, in the memory of the process that judges."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._changed = asyncio.Condition()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        return self._entries[index]

    async def record(self, entry: Entry) -> int:
        """Append an entry and wake those who wait; the answer is its position."""
        async with self._changed:
            self._entries.append(entry)
            self._changed.notify_all()
        return len(self._entries) - 1

    async def amend(self, position: int, entry: Entry) -> None:
        """Replace an entry, once its outcome is known, and wake those who wait."""
        async with self._changed:
            self._entries[position] = entry
            self._changed.notify_all()

    async def wait_for(self, predicate: Callable[[], bool], seconds: float = 60.0) -> None:
        """Return as soon as the predicate holds; it is asked again after every change.

        Raises:
            TimeoutError: it did not hold within `seconds`; the message tells what was seen.
        """
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(predicate)
        except TimeoutError as error:
            seen = "\n".join(f"  {entry!r:.300}" for entry in self._entries[-20:])
            raise TimeoutError(
                f"not within {seconds} s; {len(self)} entries, the last:\n{seen}"
            ) from error
