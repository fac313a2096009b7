"""What is to be seen at a moment: plain values, so that a board is drawn without a hub."""

from dataclasses import dataclass, field

from hub.demo.books import Balance
from hub.demo.live import Fact


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody waits for an answer, or to be called back. `step` of `steps` of the chain."""

    name: str
    channel: str
    seconds: float
    holder: str
    step: int
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team: open leads, open deals, alarms and reminders that they got."""

    name: str
    leads: int
    deals: int
    alarms: int


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with whose it is."""

    fact: Fact
    who: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the funnel: how many deals are in it, and how many ever were."""

    title: str
    inside: int
    entered: int


@dataclass(frozen=True, slots=True)
class Source:
    """A campaign: the leads it brought, and what it cost so far."""

    name: str
    leads: int
    cost: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the board. `steps` is the length of the chain of command."""

    elapsed: float
    now: str
    hub: str = ""
    waiting: tuple[Waiting, ...] = ()
    team: tuple[Member, ...] = ()
    told: tuple[Told, ...] = ()
    stages: tuple[Stage, ...] = ()
    won: int = 0
    lost: int = 0
    sources: tuple[Source, ...] = ()
    balance: Balance = field(default_factory=Balance)
    steps: int = 3
