"""`omnihub config`: every setting, its value in force, and where that was said."""

from dataclasses import asdict
from typing import Annotated

import typer

from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.configuration.reading import Reading, read


def config(
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of each what it is, and what it takes.")
    ] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Every setting: its variable, the value in force, and where that was said.

    A setting is said by its variable, or by a file that OMNIHUB_<NAME>_FILE names. Secrets are not
    shown, nor what stands in addresses to log in with. What is wrong is named below the table; a
    start would refuse it. No hub has to run for this.
    """
    found = read({"data": data})
    if json:
        print_json(_told(found))
        return
    headings = ("VARIABLE", "VALUE", "FROM", *(("WHAT IT IS", "TAKES") if explain else ()))
    print_table(headings, _lines(found, explain=explain))
    for trouble in found.troubles:
        typer.secho(str(trouble), fg=typer.colors.RED, err=True)


def _lines(found: Reading, *, explain: bool) -> list[tuple[str | None, ...]]:
    return [
        (one.variable, one.value, one.source) + ((one.description, one.allowed) if explain else ())
        for one in found.values
    ]


def _told(found: Reading) -> dict[str, object]:
    wrong = [{"finding": one.message, "remedy": one.remedy} for one in found.troubles]
    return {"settings": [asdict(one) for one in found.values], "troubles": wrong}
