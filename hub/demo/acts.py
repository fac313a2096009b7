"""What people do in the story; data, so that the story can be told without a hub."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A client: how they are called and reached. `chat` is theirs in Telegram."""

    name: str
    chat: int = 0
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Visits:
    """A browser comes to the site by an advertisement; `click` is the advertiser's name for it."""

    visitor: str
    campaign: str
    click: str


@dataclass(frozen=True, slots=True)
class FillsIn:
    """A form is sent from the browser of a visit."""

    person: Person
    form: str
    comment: str
    visit: Visits


@dataclass(frozen=True, slots=True)
class Rings:
    """Somebody calls the company. Each webhook of the call arrives so many `times`."""

    person: Person
    seconds: int | None
    """How long they spoke; None: nobody answered."""
    times: int = 1


@dataclass(frozen=True, slots=True)
class CallsBack:
    """Whoever has the call-back task calls; the client answers."""

    person: Person
    seconds: int


@dataclass(frozen=True, slots=True)
class Writes:
    """A client writes in Telegram."""

    person: Person
    text: str


@dataclass(frozen=True, slots=True)
class SharesPhone:
    """A client presses Telegram's button that tells their number."""

    person: Person


@dataclass(frozen=True, slots=True)
class Mails:
    """A client writes a letter; `number` names it."""

    person: Person
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Replies:
    """An answer to what the client said, by its holder or by a colleague."""

    person: Person
    to: str
    text: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The name of who called is written on the card."""

    person: Person


@dataclass(frozen=True, slots=True)
class Qualifies:
    """The lead is worth pursuing, and is a deal from now on."""

    person: Person
    title: str
    amount: int


@dataclass(frozen=True, slots=True)
class Rejects:
    """The lead is not worth pursuing."""

    person: Person
    reason: str


@dataclass(frozen=True, slots=True)
class Moves:
    """The deal goes to another stage."""

    person: Person
    stage: str


@dataclass(frozen=True, slots=True)
class Wins:
    """The deal is paid."""

    person: Person


@dataclass(frozen=True, slots=True)
class Loses:
    """The deal comes to nothing."""

    person: Person
    reason: str


@dataclass(frozen=True, slots=True)
class Merges:
    """Somebody joins two cards by hand."""

    person: Person
    other: Person


@dataclass(frozen=True, slots=True)
class Unmerges:
    """They were two people after all."""

    person: Person


@dataclass(frozen=True, slots=True)
class TakesOn:
    """An employee is told of this in Telegram, and presses the button; None: whoever is told."""

    by: str | None
    words: str


Outside = Visits | FillsIn | Rings | CallsBack | Writes | SharesPhone | Mails
Inside = Replies | Names | Qualifies | Rejects | Moves | Wins | Loses | Merges | Unmerges | TakesOn
Act = Outside | Inside


@dataclass(frozen=True, slots=True)
class Beat:
    """At this second of the story somebody does something; `says` tells it in a sentence.

    `{by}` in the sentence stands for whoever does it: the hub decides who has the lead.
    """

    at: float
    act: Act
    says: str


Strand = tuple[Beat, ...]
"""One client's life: a beat waits for the one before it, never for another strand."""


@dataclass(frozen=True, slots=True)
class Story:
    """All strands."""

    strands: tuple[Strand, ...]

    def without_mail(self) -> "Story":
        """The same, without those who write letters."""
        kept = (s for s in self.strands if not any(isinstance(beat.act, Mails) for beat in s))
        return Story(tuple(kept))
