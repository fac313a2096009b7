"""The board: who waits, the log as it flows, the funnel and the books, and what happens now."""

from collections.abc import Iterable, Mapping

from rich.box import ROUNDED
from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.layout import Layout
from rich.panel import Panel
from rich.text import Text

from hub.demo import panels
from hub.demo.cells import clock, fit
from hub.demo.view import View

_FRAME = 4
"""Cells that the border of a panel and the space beside it take."""
_LEDGERS = 9
_NOW = 3


class Board:
    """A view, drawn as large as the terminal is."""

    def __init__(self, view: View, words: Mapping[str, str]) -> None:
        self._view = view
        self._words = words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width, height = options.max_width, options.height or console.size.height
        yield from console.render(
            self._layout(width, height), options.update_dimensions(width, height)
        )

    def _layout(self, width: int, height: int) -> Layout:
        left, right = width * 34 // 100, max(width * 28 // 100, 28)
        middle = width - left - right
        whole, body = Layout(), Layout(name="body")
        people, column = Layout(size=left), Layout(size=right)
        whole.split_column(
            Layout(self._title(width), size=1), body, Layout(self._now(width), size=_NOW)
        )
        body.split_row(
            people,
            Layout(self._log(middle, height - 1 - _NOW), size=middle),
            column,
        )
        people.split_column(
            Layout(self._waiting(left)), Layout(self._team(left), size=len(self._view.team) + 2)
        )
        column.split_column(
            Layout(self._funnel(right), size=len(self._view.stages) + 3),
            Layout(self._sources(right)),
            Layout(self._ledgers(right), size=_LEDGERS),
        )
        return whole

    def _title(self, width: int) -> Text:
        title = f" {self._words['title']}  {clock(self._view.elapsed)}  {self._view.hub}"
        return Text(fit(title, width), style="bold reverse")

    def _waiting(self, width: int) -> Panel:
        lines = panels.waiting(self._view, self._words, width - _FRAME)
        return _panel(self._words["waits"], lines, "red" if self._view.waiting else "green")

    def _team(self, width: int) -> Panel:
        return _panel(self._words["team"], panels.team(self._view, width - _FRAME), "blue")

    def _log(self, width: int, height: int) -> Panel:
        lines = panels.log(self._view, self._words, width - _FRAME, height - 2)
        return _panel(self._words["log"], lines, "cyan")

    def _funnel(self, width: int) -> Panel:
        lines = panels.funnel(self._view, self._words, width - _FRAME)
        return _panel(self._words["funnel"], lines, "yellow")

    def _sources(self, width: int) -> Panel:
        return _panel(self._words["sources"], panels.sources(self._view, width - _FRAME), "blue")

    def _ledgers(self, width: int) -> Panel:
        lines = panels.ledgers(self._view, self._words, width - _FRAME)
        wrong = self._view.balance.lost or self._view.balance.doubled
        return _panel(self._words["ledgers"], lines, "red" if wrong else "green")

    def _now(self, width: int) -> Panel:
        line = Text(fit(self._view.now, width - _FRAME), style="bold")
        return _panel(self._words["now"], [line], "magenta")


def _panel(title: str, lines: Iterable[Text], style: str) -> Panel:
    return Panel(
        Group(*lines), title=Text(title), title_align="left", border_style=style, box=ROUNDED
    )
