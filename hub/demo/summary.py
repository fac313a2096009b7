"""The summary: what came of the story, and what to type next."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hub.demo.api import Json
from hub.demo.books import Balance
from hub.demo.cells import clean

_RAISED = ("escalation.raised", "reminder.raised")
_TAKEN = ("escalation.acknowledged", "reminder.acknowledged")


@dataclass(frozen=True)
class Summary:
    """The numbers at the end; `won` in the amounts of each currency."""

    balance: Balance
    cards: int
    counted: Counter[str]
    """Facts by their type."""
    won: Counter[str]
    events: int
    repeated: int
    """Webhooks that told what had been told."""

    def rows(self) -> list[tuple[str, str]]:
        """What each number is, and the number."""
        counted = self.counted
        worth = ", ".join(f"{amount} {currency}" for currency, amount in self.won.items())
        return [
            ("contacts", str(self.balance.sent)),
            ("cards", str(self.cards)),
            ("merges", str(counted["client.merged"])),
            ("unmerges", str(counted["client.unmerged"])),
            ("replies", str(self.balance.answered)),
            ("deals_won", f"{counted['deal.won']} · {worth}"),
            ("deals_lost", str(counted["deal.lost"])),
            ("rejected", str(counted["lead.rejected"])),
            ("alarms", str(sum(counted[one] for one in _RAISED))),
            ("taken", str(sum(counted[one] for one in _TAKEN))),
            ("repeated", str(self.repeated)),
            ("events", str(self.events)),
            ("lost", str(len(self.balance.lost))),
            ("doubled", str(len(self.balance.doubled))),
        ]


def worth(deals: list[Json]) -> Counter[str]:
    """What the deals that are won sum up to, by currency."""
    sums: Counter[str] = Counter()
    for deal in deals:
        if deal["status"] == "won" and deal["price"]:
            sums[deal["price"]["currency"]] += Decimal(deal["price"]["amount"])  # type: ignore[assignment]  # a Counter adds whatever can be added
    return sums


def print_summary(console: Console, words: Mapping[str, str], summary: Summary) -> None:
    """The table, the verdict, and the next commands."""
    table = Table(title=words["summary"], show_header=False, title_style="bold")
    table.add_column(justify="right")
    table.add_column()
    for name, number in summary.rows():
        table.add_row(Text(number, style="bold"), Text(words[name]))
    console.print(table)
    fine = summary.balance.agrees
    verdict = Text(words["agree" if fine else "disagree"], style="bold green" if fine else "red")
    console.print(verdict)
    for name, entries in (("lost", summary.balance.lost), ("doubled", summary.balance.doubled)):
        for where, what in entries:
            console.print(Text(clean(f"  {words[name]}: {where} {what}")))
    console.print(Text(words["next"]))
    console.print(Text(f"  omnihub up                                       {words['next_up']}"))
    console.print(Text(f"  omnihub channels add telegram --channel telegram {words['next_add']}"))
