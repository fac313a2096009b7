"""How the story is shown: a live board on a terminal, plain lines in a pipe."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Protocol

from rich.console import Console
from rich.live import Live

from hub.demo.board import Board
from hub.demo.cells import clean, clock
from hub.demo.scene import Scene
from hub.demo.view import Told
from hub.tasks import ended

_FRAME_SECONDS = 0.15


class Show(Protocol):
    """Shows a scene for as long as it is entered."""

    def running(self, scene: Scene) -> contextlib.AbstractAsyncContextManager[None]:
        """Show it."""
        ...

    def say(self, sentence: str) -> None:
        """Something happens now."""
        ...


class OnBoard:
    """The board on its own screen; what stood on the terminal before comes back at the end."""

    def __init__(self, console: Console, words: Mapping[str, str]) -> None:
        self._console = console
        self._words = words

    @contextlib.asynccontextmanager
    async def running(self, scene: Scene) -> AsyncIterator[None]:
        """Draw it again and again."""
        first = Board(scene.view(), self._words)
        with Live(first, console=self._console, screen=True, auto_refresh=False) as live:
            drawing = asyncio.create_task(self._draw(live, scene))
            try:
                yield
            finally:
                await ended([drawing], _FRAME_SECONDS)

    def say(self, sentence: str) -> None:
        """The scene has it already."""

    async def _draw(self, live: Live, scene: Scene) -> None:
        while True:
            live.update(Board(scene.view(), self._words), refresh=True)
            await asyncio.sleep(_FRAME_SECONDS)


class InLines:
    """A line for every sentence, and one for every fact."""

    def __init__(self, console: Console, words: Mapping[str, str]) -> None:
        self._console = console
        self._words = words
        self._scene: Scene | None = None

    @contextlib.asynccontextmanager
    async def running(self, scene: Scene) -> AsyncIterator[None]:
        """Print what is new."""
        self._scene = scene
        printing = asyncio.create_task(self._print_facts(scene))
        self.say(scene.now)
        try:
            yield
        finally:
            await ended([printing], _FRAME_SECONDS)

    def say(self, sentence: str) -> None:
        """Print it with its time."""
        at = clock(self._scene.view().elapsed) if self._scene else ""
        self._line(f"{at}  {sentence}")

    async def _print_facts(self, scene: Scene) -> None:
        printed = 0
        while True:
            for told in scene.view().told:
                if told.fact.seq > printed:
                    printed = told.fact.seq
                    self._line(self._fact(told))
            await asyncio.sleep(_FRAME_SECONDS)

    def _fact(self, told: Told) -> str:
        said = self._words.get(told.fact.type, "")
        return f"       {told.fact.seq:>5}  {told.fact.type:<26} {said:<20} {told.who}".rstrip()

    def _line(self, text: str) -> None:
        self._console.print(clean(text), markup=False, highlight=False, emoji=False, soft_wrap=True)


def show_on(console: Console, words: Mapping[str, str]) -> Show:
    """The board where there is a terminal."""
    return OnBoard(console, words) if console.is_terminal else InLines(console, words)
