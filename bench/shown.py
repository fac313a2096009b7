"""What the bench shows: progress on standard error, the figures on standard output."""

import contextlib
from collections.abc import Callable, Iterator, Sequence

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bench.figures import Figure
from hub.cli.output import console, error_console, print_json, print_table

Say = Callable[[str], None]
"""Called with what is being measured."""


@contextlib.contextmanager
def progress(measured: str) -> Iterator[Say]:
    """Shows what is being measured, and for how long."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=error_console()) as shown:
        task = shown.add_task(measured, total=None)
        yield lambda words: shown.update(task, description=f"{measured}: {words}")
        shown.update(task, description=measured, total=1, completed=1)


def show(figures: Sequence[Figure], *, json: bool) -> None:
    """The figures as a table, or as a document."""
    if json:
        print_json([figure.spoken() for figure in figures])
        return
    headings = ("", "median", "promised", "runs", "limit", "ratio", "the limit is")
    print_table(headings, [_row(figure) for figure in figures])
    for figure in figures:
        for name, value in figure.beside.items():
            console().print(f"{figure.name}: {name} {_number(value)}", highlight=False)


def _row(figure: Figure) -> tuple[str, ...]:
    runs = f"{_number(min(figure.values))} to {_number(max(figure.values))}"
    at_most = "" if figure.at_most is None else _number(figure.at_most)
    ratio = "" if figure.ratio is None else f"{figure.ratio:.3g}"
    value = f"{_number(figure.value)} {figure.unit}"
    return figure.name, value, _promised(figure), runs, at_most, ratio, figure.limit


def _promised(figure: Figure) -> str:
    """What it must not exceed, and whether it does."""
    if figure.promised is None:
        return ""
    kept = "kept" if figure.value <= figure.promised else "MISSED"
    return f"{_number(figure.promised)}, {kept}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
