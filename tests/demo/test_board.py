"""The board holds whatever it is given, at the size it is given."""

from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from hub.demo.board import Board
from hub.demo.books import Balance
from hub.demo.cells import clock, fit
from hub.demo.live import Fact
from hub.demo.shows import InLines, show_on
from hub.demo.texts import words
from hub.demo.view import Member, Source, Stage, Told, View, Waiting
from hub.settings import Language

SIZES = [(100, 30), (160, 45)]
HOSTILE = [
    "Константин Константинович Константинопольский " * 4,
    "株式会社日本電気通信システム開発研究所東京本社",
    "\u202eevil\u202c \u2066x\u2069 \u200bzero\u200d",
    "[red]markup[/red] [/] [link=x]",
    "two\nlines\r\x1b[2J\x07",
    "שלום עולם مرحبا",
    "👨‍👩‍👧‍👦🇷🇺e\u0301",
    "",
]
SAID = words(Language.RUSSIAN)


def full(name: str = "Борис", rows: int = 60) -> View:
    """A board with more on it than there is room for."""
    fact = Fact(99999, "escalation.acknowledged", "conversation", "c")
    return View(
        elapsed=71,
        now=f"{name} заполняет форму на сайте",
        hub="http://127.0.0.1:8400",
        waiting=tuple(Waiting(name, name, 65 + n, name, n % 5) for n in range(rows)),
        team=tuple(Member(name, 10, 20, 300) for _ in range(4)),
        told=(Told(fact, name),) * rows,
        stages=tuple(Stage(name, 500, 900) for _ in range(6)),
        won=3,
        sources=tuple(Source(name, 1000, "1234567.89 RUB") for _ in range(rows)),
        balance=Balance(28, 27, 9, 10, 0, (("message", name),), (("101", name),)),
    )


def drawn(view: View, size: tuple[int, int]) -> list[str]:
    """The lines of the screen, without their colours."""
    width, height = size
    file = StringIO()
    console = Console(file=file, width=width, height=height, record=True, force_terminal=True)
    console.print(Board(view, SAID), end="")
    return console.export_text().rstrip("\n").split("\n")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", HOSTILE)
def test_the_board_fills_its_screen_and_no_more(name: str, size: tuple[int, int]) -> None:
    lines = drawn(full(name), size)

    assert len(lines) == size[1]
    assert {cell_len(line.rstrip(" ")) for line in lines[1:]} == {size[0]}


@pytest.mark.parametrize("size", SIZES)
def test_an_empty_board_fills_its_screen_as_well(size: tuple[int, int]) -> None:
    lines = drawn(View(0, SAID["starting"]), size)

    assert len(lines) == size[1]
    assert any("никто не ждёт" in line for line in lines)


@pytest.mark.parametrize("size", SIZES)
def test_who_waits_the_longest_stands_on_top_with_the_clock_and_the_chain(
    size: tuple[int, int],
) -> None:
    waits = (
        Waiting("Вера", "tel", 5, "Олег", 0),
        Waiting("Кира", "tg", 75, "Анна", 2),
    )
    lines = drawn(View(0, "", waiting=waits), size)

    top = next(line for line in lines if "Кира" in line)
    assert lines.index(top) == 2
    assert all(part in top for part in ("tg", "01:15", "Анна", "●●○"))
    assert "Вера" in lines[3]


@pytest.mark.parametrize("size", SIZES)
def test_the_books_are_shown_as_they_are(size: tuple[int, int]) -> None:
    text = "\n".join(drawn(full(), size))

    for name, number in (("клиенты прислали", 28), ("в журнале", 27), ("отвечено", 9),
                         ("доставлено", 10), ("потеряно", 1), ("задвоено", 1)):  # fmt: skip
        assert any(name in line and f" {number} " in line for line in text.split("\n"))


def test_markup_in_a_name_is_text() -> None:
    text = "\n".join(drawn(full("[red]x[/]"), SIZES[1]))

    assert "[red]x[/]" in text


@settings(max_examples=300)
@given(st.text(), st.integers(0, 40))
def test_a_cell_has_its_width_whatever_stands_in_it(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(st.floats(-10, 1e9))
def test_a_wait_has_five_cells(seconds: float) -> None:
    assert len(clock(seconds)) == 5


def test_in_a_pipe_there_are_lines_without_colours() -> None:
    file = StringIO()
    show = show_on(Console(file=file), SAID)
    show.say("[bold]Борис[/bold] пишет\x1b[31m")

    assert isinstance(show, InLines)
    assert file.getvalue().strip() == "[bold]Борис[/bold] пишет[31m"
