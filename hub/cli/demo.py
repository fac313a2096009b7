"""`omnihub demo`: a small company, live, within a minute."""

from pathlib import Path
from typing import Annotated

import typer

from hub.cli.menu import FAILED
from hub.cli.output import console
from hub.clock import now
from hub.demo.folder import unused
from hub.demo.run import Demo, Wishes
from hub.demo.stopping import until_stopped
from hub.settings import Language, Settings

_INTERRUPTED = 130


def demo(
    language: Annotated[
        Language | None,
        typer.Option(help="By default that of OMNIHUB_LANGUAGE, else ru.", show_default=False),
    ] = None,
    speed: Annotated[float, typer.Option(help="2 is twice as fast.", min=0.5, max=20)] = 1,
    seed: Annotated[int, typer.Option(help="The same seed tells the same story.")] = 1,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave it running afterwards, until Ctrl-C.")
    ] = False,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="A new folder for the hub's data, which is kept; by default a temporary one.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Watch a small company live for a minute: customers, managers, alarms, deals, the books.

    A real hub with its engines, and stand-ins for Telegram, the mail servers, the exchange and
    browsers; nothing leaves this machine. At the end what the providers saw is compared with what
    the hub has: exits with 1 if something was lost or doubled. Ctrl-C ends everything.
    """
    wishes = Wishes(
        language or Settings().language, speed, seed, keep, unused(data) if data else None
    )
    told = Demo(wishes, console(), now)
    until_stopped(told.run())
    if told.agreed is None:
        raise typer.Exit(_INTERRUPTED)
    raise typer.Exit(0 if told.agreed else FAILED)
