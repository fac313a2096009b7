"""The diary of the world outside: what customers did, written down where they did it."""

from dataclasses import dataclass, field
from datetime import datetime

from hub.clock import Clock

Entry = tuple[str, str]
"""What it is and its mark: a message its words, a call its first ring, a visit its click.

Of an answer: to whom, and its words.
"""


@dataclass
class Diary:
    """What was done, and when; the hub is never asked."""

    clock: Clock
    sent: dict[Entry, datetime] = field(default_factory=dict)
    promised: dict[Entry, datetime] = field(default_factory=dict)
    """Answers that the API has accepted."""

    def send(self, where: str, what: str) -> None:
        """A customer did something that must come onto the log, once."""
        self.sent[where, what] = self.clock()

    def promise(self, to: str, text: str) -> None:
        """An answer was accepted; it must come to the client, once."""
        self.promised[to, text] = self.clock()
