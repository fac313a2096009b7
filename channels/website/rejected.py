"""What is not taken: its status, and what is wrong, field by field."""

from dataclasses import dataclass

from channels.website.words import Say
from contracts.errors import Refused


@dataclass(frozen=True, slots=True)
class Fault:
    """Something is wrong with a field."""

    field: str
    say: Say


class Rejected(Refused):
    """The caller must ask differently; `status` is the answer's, `headers` come on top of it."""

    def __init__(
        self,
        status: int,
        say: Say,
        *faults: Fault,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(say.value, field=faults[0].field if faults else None)
        self.status = status
        self.say = say
        self.faults = faults
        self.headers = headers


def wrong(*faults: Fault) -> Rejected:
    """These fields are wrong."""
    return Rejected(422, Say.INVALID, *faults)
