"""Canned answers: which shortcuts are taken, and how an answer is filled in.

All of them are one aggregate: that no two have the same shortcut is a rule about all.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from contracts.canned import CannedId, CannedRemoved, CannedSet
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event, Recorded, Subject
from contracts.ids import derived

ALL = Subject("canned", "all")
"""Where the history of all canned answers stands."""

PLACES = ("client", "manager", "company", "channel")
"""What may stand between braces; whatever else does is text."""

_PLACE = re.compile(r"\{(" + "|".join(PLACES) + r")\}")
_LONGEST_SHORTCUT = 40
_MOST = 1_000
_LETTERS_AND_DIGITS = ("L", "M", "N")


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: its shortcut, and what its words are known by."""

    shortcut: str
    words: UUID


@dataclass(frozen=True, slots=True)
class Canned:
    """Every answer there is."""

    answers: dict[UUID, Kept] = field(default_factory=dict)


def evolve(state: Canned, recorded: Recorded[Event]) -> Canned:
    """What an event makes of them."""
    match recorded.event:
        case CannedSet(canned_id=id_) as event:
            return Canned({**state.answers, id_: _kept(event)})
        case CannedRemoved(canned_id=id_):
            return Canned({one: kept for one, kept in state.answers.items() if one != id_})
        case _:
            return state


def _kept(event: CannedSet) -> Kept:
    return Kept(event.shortcut, derived("canned", event.shortcut, event.title, event.text))


@dataclass(frozen=True, slots=True)
class SetCanned:
    """This is how an answer goes."""

    canned_id: UUID
    shortcut: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RemoveCanned:
    """This one is not wanted any more."""

    canned_id: UUID


def decide(state: Canned, command: SetCanned | RemoveCanned) -> list[Event]:
    """The answer is set or gone; nothing where it stands so already.

    Raises:
        Invalid: the shortcut will not do, or there are too many answers.
        Conflict: another answer has this shortcut.
        NotFound: there is no such answer to remove.
    """
    match command:
        case SetCanned():
            return _set(state, command)
        case RemoveCanned(canned_id=id_):
            if id_ not in state.answers:
                raise NotFound("there is no such canned answer")
            return [CannedRemoved(canned_id=CannedId(id_))]


def _set(state: Canned, command: SetCanned) -> list[Event]:
    shortcut, id_ = spelled(command.shortcut), command.canned_id
    others = {kept.shortcut for one, kept in state.answers.items() if one != id_}
    if shortcut in others:
        raise Conflict("another canned answer has this shortcut already", field="shortcut")
    if len(others) >= _MOST:
        raise Invalid(f"there are {_MOST} canned answers already; remove some first")
    event = CannedSet(
        canned_id=CannedId(id_), shortcut=shortcut, title=command.title, text=command.text
    )
    return [] if state.answers.get(id_) == _kept(event) else [event]


def spelled(shortcut: str) -> str:
    """A shortcut as it is kept: small letters, each composed in one way.

    Raises:
        Invalid: it is empty or too long, or there is something else in it than letters, digits
            and dashes.
    """
    kept = unicodedata.normalize("NFKC", shortcut.strip()).casefold()
    if not 0 < len(kept) <= _LONGEST_SHORTCUT:
        raise Invalid(f"a shortcut has 1 to {_LONGEST_SHORTCUT} characters", field="shortcut")
    if not all(one == "-" or unicodedata.category(one)[0] in _LETTERS_AND_DIGITS for one in kept):
        raise Invalid(
            "a shortcut is made of letters and digits, of any alphabet, and dashes",
            field="shortcut",
        )
    return kept


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with these values in their places, in one pass: a value is never looked through.

    A place without a value stays as it is, so that whoever reads it over sees what is missing.
    """
    return _PLACE.sub(lambda place: values.get(place[1]) or place[0], text)


def missing(text: str, values: Mapping[str, str]) -> list[str]:
    """The places of the text that have no value, each once, as they come."""
    return [name for name in dict.fromkeys(_PLACE.findall(text)) if not values.get(name)]
