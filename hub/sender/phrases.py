"""A phrase for each thing that an employee has to know."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from contracts.notice import Alarm, Tiding, TidingKind
from contracts.room import Fullness
from hub.sender.matters import Matter
from hub.sender.quoting import quoted
from hub.sender.vocabulary import VOCABULARY
from hub.settings import Language
from projections.stores import CrossingRow

_NAME = 60
_TITLE = 100
_UNITS = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
_STORES = frozenset({"log", "database", "blobs"})
_REMEDIES = {
    Fullness.TIGHT: "room",
    Fullness.CRAMPED: "room_for_files",
    Fullness.FULL: "room_for_anything",
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak: in which language, at what time, and whose (None: nobody has set a calendar).

    `api_url`: where links lead, if anywhere. `cramped_percent`: how full a store is when it takes
    no attachments any more.
    """

    language: Language
    now: datetime
    zone: tzinfo | None = None
    api_url: str | None = None
    cramped_percent: int = 95

    def say(self, word: str, **parts: object) -> str:
        """A phrase of the vocabulary."""
        return VOCABULARY[self.language][word].format(**parts)

    def link(self, *path: object) -> str | None:
        """Where to read on."""
        if self.api_url is None:
            return None
        return "/".join([self.api_url.rstrip("/"), *map(str, path)])

    def time(self, at: datetime) -> str:
        """The time of the company; with the date, unless that is today's."""
        local, today = (moment.astimezone(self.zone or UTC) for moment in (at, self.now))
        pattern = "%H:%M" if local.date() == today.date() else self.say("date")
        return local.strftime(pattern) + ("" if self.zone else " UTC")

    def duration(self, lasted: timedelta) -> str:
        """How long, in the two largest units: `1 ч 5 мин`."""
        seconds = max(int(lasted.total_seconds()), 0)
        parts = []
        for unit, size in _UNITS.items():
            amount, seconds = divmod(seconds, size)
            if amount:
                parts.append(self.say(unit, n=amount))
        return " ".join(parts[:2]) or self.say("seconds", n=0)


def alarm_phrase(alarm: Alarm, matter: Matter, manner: Manner) -> str:
    """Who waits, and for how long."""
    how_long = manner.duration(manner.now - alarm.waiting_since)
    return manner.say(
        "waits", who=_who(matter, manner), channel=_at(matter, manner), how_long=how_long
    )


def headline(tiding: Tiding, matter: Matter, manner: Manner) -> str:
    """What it is, short enough for a subject line."""
    match tiding.kind:
        case TidingKind.LEAD:
            return manner.say("lead", who=_who(matter, manner), channel=_at(matter, manner))
        case TidingKind.TASK if matter.call_back:
            return manner.say("call_back", who=_who(matter, manner))
        case TidingKind.TASK:
            return manner.say("task", title=_title(matter, manner))
        case TidingKind.DEAL:
            title = quoted(matter.title or matter.who, _TITLE) or manner.say("untitled")
            how_long = manner.duration(manner.now - tiding.since)
            stage = quoted(matter.stage, _TITLE) or manner.say("nowhere")
            return manner.say("deal", title=title, stage=stage, how_long=how_long)
        case TidingKind.STORE:
            return _how_full(matter.crossing, manner)


def phrase(tiding: Tiding, matter: Matter, manner: Manner, first_words: int) -> str:
    """All there is to say of it; of what a client wrote so many characters at most."""
    line = headline(tiding, matter, manner)
    match tiding.kind:
        case TidingKind.LEAD if words := quoted(matter.title, first_words):
            return manner.say("quote", line=line, words=words)
        case TidingKind.TASK if matter.call_back:
            return manner.say("rang", line=line, at=manner.time(tiding.since))
        case TidingKind.TASK if matter.due_at:
            return manner.say("due", line=line, at=manner.time(matter.due_at))
        case TidingKind.STORE if remedy := _REMEDIES.get(_level(matter)):
            return manner.say(remedy, line=line, cramped=manner.cramped_percent)
        case _:
            return line


def _how_full(crossing: CrossingRow | None, manner: Manner) -> str:
    """A store that this version has no word for is called by its name."""
    if crossing is None:
        return manner.say("store")
    name = crossing.store
    called = manner.say(name) if name in _STORES else quoted(name, _NAME)
    return manner.say(crossing.level, store=called, percent=crossing.percent)


def _level(matter: Matter) -> Fullness:
    return matter.crossing.level if matter.crossing else Fullness.TIGHT


def _who(matter: Matter, manner: Manner) -> str:
    return quoted(matter.who, _NAME) or manner.say("nameless")


def _at(matter: Matter, manner: Manner) -> str:
    return matter.channel or manner.say("nowhere")


def _title(matter: Matter, manner: Manner) -> str:
    return quoted(matter.title, _TITLE) or manner.say("untitled")
