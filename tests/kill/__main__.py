"""`make test-kill`: deaths under load, and what they cost. Exits with 1 if anything was lost."""

import argparse
import asyncio
import collections
import statistics
import sys
import tempfile
from pathlib import Path

import uvloop
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.kill.deaths import Death
from tests.kill.trial import Outcome, trial

_GOAL_SECONDS = 10.0


def main() -> int:
    """As the arguments say."""
    said = _arguments()
    console = Console()
    with (
        tempfile.TemporaryDirectory(prefix="kill-", ignore_cleanup_errors=True) as folder,
        Progress(console=console) as progress,
    ):
        task = progress.add_task("starting", total=said.cycles)

        def told(_: int, death: Death, seconds: float | None) -> None:
            took = "nobody came by" if seconds is None else f"{seconds:.1f} s"
            progress.update(task, advance=1, description=f"{death}: {took}")
            if not console.is_terminal:
                print(f"{death}: {took}", flush=True)  # noqa: T201 - a line each, for a file

        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            outcome = runner.run(
                trial(Path(folder), said.cycles, said.rate, said.seed, told, 60 * said.minutes)
            )
    return _report(console, outcome)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make test-kill", description=__doc__)
    parser.add_argument("--cycles", type=int, default=200, help="how many deaths")
    parser.add_argument("--rate", type=float, default=100.0, help="contacts a second")
    parser.add_argument("--minutes", type=float, default=60.0, help="no death is begun after this")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    return parser.parse_args()


def _report(console: Console, outcome: Outcome) -> int:
    by_death = collections.defaultdict[str, list[float]](list)
    for death, seconds in outcome.recoveries:
        by_death[str(death)].append(seconds)
    table = Table("DEATH", "TIMES", "MEDIAN, s", "LONGEST, s")
    for name, took in sorted(by_death.items()):
        table.add_row(name, str(len(took)), f"{statistics.median(took):.1f}", f"{max(took):.1f}")
    console.print(table)
    verdict = outcome.verdict
    assert verdict is not None
    p50, p99 = outcome.quantile(0.5), outcome.quantile(0.99)
    console.print(f"deaths {len(outcome.recoveries)}, points nobody came by {len(outcome.missed)}")
    console.print(f"recovery p50 {p50:.1f} s, p99 {p99:.1f} s (asked: {_GOAL_SECONDS:.0f} s)")
    console.print(
        f"contacts {verdict.said}: lost {len(verdict.lost)}, doubled {len(verdict.doubled)}"
    )
    console.print(f"answers {verdict.answers}: wrong {len(verdict.wrong)}")
    for complaint in [*verdict.lost[:10], *verdict.doubled[:10], *verdict.wrong[:10]]:
        console.print(f"  {complaint}")
    return 0 if verdict.fine else 1


sys.exit(main())
