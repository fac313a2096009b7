"""Menus: groups of commands that are known by a line of help until one of them is used.

The engines' clients take seconds to import, and nobody should wait for them to read a help text.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from contracts.errors import HubError, Misconfigured
from hub.cli.importing import without_collecting

FAILED = 1
MISCONFIGURED = 2


class Line(NamedTuple):
    """A line of a menu: where the command's function is (`module:function`), and its help."""

    where: str
    help: str


class Menu(TyperGroup):
    """A group; subclass it with its `lines`. A line is a command, or a menu of its own."""

    lines: ClassVar[Mapping[str, "Line | type[Menu]"]] = {}

    def __init__(self, **attributes: Any) -> None:
        attributes.setdefault("help", type(self).__doc__)
        super().__init__(**attributes | {"no_args_is_help": True})
        for name, line in self.lines.items():
            self.add_command(_Unread(name, line) if isinstance(line, Line) else line(name=name))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was asked for; only now its module is imported."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.read() if isinstance(command, _Unread) else command, rest

    def invoke(self, ctx: Any) -> Any:
        """Run it. What a person can act on is said in a line, without a trace."""
        try:
            return super().invoke(ctx)
        except HubError as error:
            typer.secho(f"omnihub: {error}", fg=typer.colors.RED, err=True)
            code = MISCONFIGURED if isinstance(error, Misconfigured) else FAILED
            raise typer.Exit(code) from error


class _Unread(TyperCommand):
    """A command whose module was not imported yet."""

    def __init__(self, name: str, line: Line) -> None:
        super().__init__(name, help=line.help)
        self._where = line.where

    def read(self) -> Any:
        # The one place of the command line that imports at run time: see the module's docstring.
        module, _, function = self._where.partition(":")
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        with without_collecting():
            single.command(self.name)(getattr(import_module(module), function))
        return get_command(single)


def interactive() -> bool:
    """Whether a person sits at both ends, and can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
