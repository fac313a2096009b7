"""`omnihub access`: who may do what."""

from hub.access.roles import READY_MADE
from hub.api.app import create_app
from hub.api.matrix import lines_of
from hub.api.models.access import Matrix
from hub.cli.options import Json
from hub.cli.output import print_json, print_table


def matrix(json: Json = False) -> None:
    """What each ready-made role gets at each operation.

    `all`: whosever it is; `own`: what is theirs, what nobody holds, and, for who leads, what is
    held below them; `yes`: it is about no client; `-`: refused.
    """
    found: Matrix = create_app(None).state.matrix  # type: ignore[arg-type]  # nothing is asked
    if json:
        print_json(found.model_dump(mode="json"))
        return
    print_table(("METHOD", "PATH", *READY_MADE), lines_of(found))
