"""`omnihub try-mail`: what would become of a folder of mails."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from contracts.errors import Invalid
from hub.cli.environment import settings_for
from hub.cli.options import Json
from hub.cli.output import error_console, print_json
from hub.cli.trymail_tables import print_result
from hub.logs.writing import log_to
from hub.trymail import mailbox, report
from hub.trymail.finding import Mail, Skipped, find
from hub.trymail.trial import Result, try_mails

_LOG = "trial.log"


def try_mail(
    path: Annotated[
        Path, typer.Argument(exists=True, help="A folder with mails, at any depth; or one file.")
    ],
    keep: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the hub that read them, to look at with `up`."),
    ] = None,
    patience: Annotated[
        float, typer.Option(min=1, help="Seconds without progress before the rest counts as lost.")
    ] = 60.0,
    json: Json = False,
) -> None:
    """See what would become of a folder of mails: nothing is sent, nothing of yours is changed.

    Takes .eml files, mbox files, and whatever else begins like a mail; the others are listed with
    the reason. The mails are put into a mailbox on a real Dovecot on this machine, a hub of its own
    reads them, and every one is accounted for by the bytes that Dovecot served.

    Exits with 1 if a mail is lost, or the hub did not survive.
    """
    mailbox.must_be_available()
    found = list(find(path))
    mails = [one for one in found if isinstance(one, Mail)]
    skipped = [one for one in found if isinstance(one, Skipped)]
    with _folder(keep) as folder:
        result = _tried(mails, folder, patience)
        faults = report.faults_in(folder / _LOG)
    if json:
        print_json(report.document(result, skipped, faults))
    else:
        print_result(result, skipped, faults)
    raise typer.Exit(0 if report.passed(result) else 1)


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The folder to keep, or one that is removed."""
    if keep is not None:
        keep.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(keep.iterdir()):
            raise Invalid(f"{keep} is not empty: a trial needs a folder of its own.")
        yield keep
        return
    folder = Path(tempfile.mkdtemp(prefix="omnihub-try-mail-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tried(mails: Sequence[Mail], folder: Path, patience: float) -> Result:
    with (folder / _LOG).open("w", buffering=1) as log, _progress() as progress:
        log_to(log, settings_for(folder).log_level)
        task = progress.add_task("Starting a mailbox and a hub", total=len(mails))

        def told(done: int, of: int) -> None:
            progress.update(task, description="Reading mails", completed=done, total=of)

        return asyncio.run(try_mails(mails, folder, patience, told))


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=error_console(), transient=True)
