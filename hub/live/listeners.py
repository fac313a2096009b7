"""Who listens, and whether their tokens are still good: one question for all of them."""

import asyncio
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.api.access import Action, may
from hub.house import House
from hub.vault.tokens import Bearer


@dataclass(eq=False, slots=True)
class Listener:
    """An open stream; `bearer` is None from when its token opens nothing any more."""

    token: str
    bearer: Bearer | None


class Listeners:
    """Everybody who listens in this process."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._listening: set[Listener] = set()
        self.asked_at = 0.0

    def __bool__(self) -> bool:
        return bool(self._listening)

    @contextlib.contextmanager
    def listening(self, token: str, bearer: Bearer) -> Iterator[Listener]:
        """One more, for as long as this lasts."""
        listener = Listener(token, bearer)
        self._listening.add(listener)
        try:
            yield listener
        finally:
            self._listening.discard(listener)

    async def ask(self) -> bool:
        """Look all the tokens up again; returns whether somebody has to go."""
        self.asked_at = asyncio.get_running_loop().time()
        return await self.ask_about(list(self._listening))

    async def ask_about(self, listeners: Sequence[Listener]) -> bool:
        """The same for these."""
        bearers = await self._house.tokens.bearers({listener.token for listener in listeners})
        for listener in listeners:
            listener.bearer = _good(bearers.get(listener.token))
        return any(listener.bearer is None for listener in listeners)


def _good(bearer: Bearer | None) -> Bearer | None:
    return bearer if bearer and may(bearer, Action.SEE_LIVE) else None
