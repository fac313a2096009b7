"""Who listens, and whether their tokens and sessions still open: one question for all of them."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hub.access.bearer import Bearer
from hub.api.access import Action, may
from hub.house import House
from hub.signin.who import Credential, bearers_of

_MOST_ASIDES = 1_000


@dataclass(eq=False, slots=True)
class Listener:
    """An open stream; `bearer` is None from when what it was opened by opens nothing any more."""

    credential: Credential
    bearer: Bearer | None
    asides: deque[bytes] = field(default_factory=lambda: deque(maxlen=_MOST_ASIDES))
    """Blocks without a position, for once: the oldest are lost where nobody takes them."""


class Listeners:
    """Everybody who listens in this process."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._listening: set[Listener] = set()
        self.asked_at = 0.0

    def __bool__(self) -> bool:
        return bool(self._listening)

    def __iter__(self) -> Iterator[Listener]:
        return iter(list(self._listening))

    @contextlib.contextmanager
    def listening(self, credential: Credential, bearer: Bearer) -> Iterator[Listener]:
        """One more, for as long as this lasts."""
        listener = Listener(credential, bearer)
        self._listening.add(listener)
        try:
            yield listener
        finally:
            self._listening.discard(listener)

    async def ask(self) -> bool:
        """Look all of them up again; returns whether somebody has to go."""
        self.asked_at = asyncio.get_running_loop().time()
        return await self.ask_about(list(self._listening))

    async def ask_about(self, listeners: Sequence[Listener]) -> bool:
        """The same for these."""
        bearers = await bearers_of(self._house, {one.credential for one in listeners})
        for listener in listeners:
            listener.bearer = _good(bearers.get(listener.credential))
        return any(listener.bearer is None for listener in listeners)


def _good(bearer: Bearer | None) -> Bearer | None:
    return bearer if bearer and may(bearer, Action.SEE_LIVE) else None
