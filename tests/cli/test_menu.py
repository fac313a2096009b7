"""The menu says what its commands say themselves."""

from collections.abc import Iterator
from importlib import import_module

import pytest

from hub.cli.menu import Line, Menu
from hub.cli.root import Root


def lines(menu: type[Menu]) -> Iterator[Line]:
    for line in menu.lines.values():
        if isinstance(line, Line):
            yield line
        else:
            yield from lines(line)


@pytest.mark.parametrize("line", list(lines(Root)), ids=lambda line: line.where)
def test_every_line_leads_to_a_command_that_explains_itself(line: Line) -> None:
    module, _, name = line.where.partition(":")
    command = getattr(import_module(module), name)

    assert command.__doc__
    assert command.__doc__.splitlines()[0].endswith((".", "?"))
