"""The panels of the board: lines of exactly the width they are given."""

from collections.abc import Iterator, Mapping

from rich.cells import cell_len
from rich.text import Text

from hub.demo.cells import clean, clock, fit
from hub.demo.view import View, Waiting

_WIDE = 52
"""Cells from which on the log has room for words."""
_TYPE, _SHORT_TYPE = 26, 20
_SHORTEST_BAR, _LONGEST_BAR = 3, 12
_SEQ = 4
_HOT_SECONDS = 8.0
_STYLES = {
    "conversation": "cyan",
    "lead": "green",
    "deal": "yellow",
    "task": "magenta",
    "call": "blue",
    "client": "bright_cyan",
    "touch": "bright_black",
    "identity": "bright_black",
    "pager": "red",
    "capture": "bright_black",
}
_OWN_BUSINESS = frozenset({"capture"})
"""How far the hub has read: on the log, and no news to anybody."""
_LOUD = frozenset({"escalation.raised", "reminder.raised"})
_GLAD = frozenset({"deal.won", "client.merged", "escalation.acknowledged"})


def waiting(view: View, words: Mapping[str, str], width: int) -> Iterator[Text]:
    """Client, channel, how long, who holds it, how far the chain has climbed."""
    if not view.waiting:
        yield Text(fit(words["nobody"], width), style="dim")
    for one in sorted(view.waiting, key=lambda one: -one.seconds):
        yield _waits(one, view.steps, width)


def _waits(one: Waiting, steps: int, width: int) -> Text:
    fixed = 5 + 1 + steps + 1
    channel, holder = (6, 10) if width >= _WIDE - 6 else (4, 6)
    name = width - fixed - channel - holder - 2
    line = Text(fit(one.name, name) + " " + fit(one.channel, channel) + " ")
    hot = one.seconds > _HOT_SECONDS and not one.taken
    line.append(clock(one.seconds) + " ", style="bold red" if hot else "yellow")
    line.append(fit(one.holder, holder) + " ", style="green" if one.taken else "")
    step = min(one.step, steps)
    line.append("●" * step + "○" * (steps - step), style="red" if step else "dim")
    return line


def team(view: View, width: int) -> Iterator[Text]:
    """Everybody who works here: open leads, open deals, alarms they got."""
    for member in view.team:
        line = Text(fit(member.name, width - 12) + f"{member.leads:>4}{member.deals:>4}")
        line.append(f"{member.alarms:>4}", style="red" if member.alarms else "dim")
        yield line


def log(view: View, words: Mapping[str, str], width: int, height: int) -> Iterator[Text]:
    """The latest facts: position, type, whose, and in short words where there is room."""
    kind = _TYPE if width >= _WIDE else _SHORT_TYPE
    shown = [told for told in view.told if told.fact.aggregate not in _OWN_BUSINESS]
    if not shown:
        yield from (Text(fit(line, width), style="dim") for line in words["intro"].split("|"))
    for told in shown[-height:]:
        fact = told.fact
        line = Text(f"{fact.seq:>{_SEQ}} ", style="dim")
        style = _STYLES.get(fact.aggregate, "")
        style = "bold red" if fact.type in _LOUD else style
        style = "bold green" if fact.type in _GLAD else style
        line.append(fit(fact.type, kind) + " ", style=f"not dim {style}")
        rest = width - _SEQ - kind - 2
        if width >= _WIDE:
            said = words.get(fact.type, "")
            who = rest * 2 // 5
            line.append(fit(told.who, who) + " ", style="not dim")
            line.append(fit(said, rest - who - 1))
        else:
            line.append(fit(told.who or words.get(fact.type, ""), rest), style="not dim")
        yield line


def funnel(view: View, words: Mapping[str, str], width: int) -> Iterator[Text]:
    """How many deals stand in each stage, of how many that came there."""
    longest = max((cell_len(clean(stage.title)) for stage in view.stages), default=0)
    bar = min(max(width - longest - 8, _SHORTEST_BAR), _LONGEST_BAR)
    for stage in view.stages:
        line = Text(fit(stage.title, width - bar - 7))
        line.append(f"{stage.inside:>3}", style="bold")
        line.append(f"/{stage.entered:<2} ", style="dim")
        full = min(stage.inside, bar)
        line.append("█" * full, style="yellow")
        line.append("·" * (min(stage.entered, bar) - full), style="dim")
        yield line
    ended = f"{words['won']} {view.won}  {words['lost_deals']} {view.lost}"
    yield Text(fit(ended, width), style="green" if view.won else "dim")


def sources(view: View, width: int) -> Iterator[Text]:
    """Campaigns: leads, and what the clicks cost."""
    for source in view.sources:
        line = Text(fit(source.name, width - 17))
        line.append(f"{source.leads:>4} ", style="bold")
        line.append(f"{fit(source.cost, 12):>12}", style="dim")
        yield line


def ledgers(view: View, words: Mapping[str, str], width: int) -> Iterator[Text]:
    """What the outside did against what the hub has."""
    told = view.balance
    for name, number in (
        ("sent", told.sent),
        ("logged", told.logged),
        ("answered", told.answered),
        ("delivered", told.delivered),
        ("under_way", told.under_way),
    ):
        yield Text(fit(words[name], width - 6) + f"{number:>6}")
    for name, wrong in (("doubled", told.doubled), ("lost", told.lost)):
        style = "bold white on red" if wrong else "bold green"
        yield Text(fit(words[name], width - 6) + f"{len(wrong):>6}", style=style)
