"""Room: how full the stores of a deployment are. One subject per store: `ev.store.<name>`."""

from enum import StrEnum

from contracts.event import Event


class Fullness(StrEnum):
    """How full a store is, by what follows from it."""

    ROOMY = "roomy"
    TIGHT = "tight"
    """Somebody has to make room."""
    CRAMPED = "cramped"
    """No attachments are taken."""
    FULL = "full"
    """Nothing is accepted."""


class StoreTightened(Event, name="store.tightened"):
    """A store (`log`, `database`, `blobs`) is fuller than before. `percent` of it is used."""

    store: str
    level: Fullness
    percent: int


class StoreEased(Event, name="store.eased"):
    """A store has more room again; `percent` of it is used."""

    store: str
    level: Fullness
    percent: int
