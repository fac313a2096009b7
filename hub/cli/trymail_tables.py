"""The tables that `omnihub try-mail` prints."""

from collections import Counter
from collections.abc import Iterable, Sequence

from hub.cli.output import console, print_table
from hub.trymail import report
from hub.trymail.accounting import Entry, Fate
from hub.trymail.finding import Skipped
from hub.trymail.trial import Result

_COLUMNS = (*Fate, "unreadable")


def print_result(result: Result, skipped: Sequence[Skipped], faults: Counter[str]) -> None:
    """All of it, the verdict last."""
    _print_list("Skipped", ((one.path, one.reason) for one in skipped))
    unreadable = (one for one in result.entries if one.unreadable)
    _print_list("Kept, but not readable", ((one.path, one.unreadable) for one in unreadable))
    _print_list("Repeats", ((e.path, e.repeats) for e in result.entries if e.fate is Fate.REPEAT))
    parked = (one for one in result.entries if one.fate is Fate.PARKED)
    _print_list("Parked", ((one.path, one.reason) for one in parked))
    _print_list("Lost", ((one.path, one.reason) for one in report.lost(result)))
    _print_list("Slowest", ((one.path, f"{one.seconds:.2f} s") for one in report.slowest(result)))
    _print_list("Errors in the hub's log", ((f"{n} times", event) for event, n in faults.items()))
    _print_list("Set aside, by reason", _reasons(result.entries))
    _print_folders(result)
    _print_verdict(result)


def _print_list(title: str, lines: Iterable[Sequence[object]]) -> None:
    rows = list(lines)
    if rows:
        console().print(f"{title} ({len(rows)})", style="bold", highlight=False)
        print_table(("", ""), rows)


def _reasons(entries: Iterable[Entry]) -> list[tuple[object, object]]:
    counted = Counter(one.reason for one in entries if one.fate is Fate.ASIDE)
    return [(number, reason) for reason, number in counted.most_common()]


def _print_folders(result: Result) -> None:
    folders = sorted(report.by_folder(result.entries).items())
    rows = [_row(name, counted) for name, counted in folders]
    if len(rows) > 1:
        rows.append(_row("all", report.totals(result)))
    headings = ("FOLDER", "MAILS", *(column.upper() for column in _COLUMNS))
    print_table(headings, rows, "No mail was found.")


def _row(name: str, counted: Counter[str]) -> tuple[object, ...]:
    mails = sum(counted[fate] for fate in Fate)
    return (name, mails, *(counted[column] or "" for column in _COLUMNS))


def _print_verdict(result: Result) -> None:
    say = console().out
    lost = len(report.lost(result))
    say("")
    say(f"Delivered {result.delivered}, served by Dovecot {result.served}, lost {lost}.")
    if result.surplus:
        say(f"{result.surplus} inbounds more than were served.")
    say(f"{result.seconds:.1f} seconds, {report.rate(result):.0f} mails a second.")
    say(f"The hub is {'alive' if result.alive else 'NOT ALIVE'}.")
