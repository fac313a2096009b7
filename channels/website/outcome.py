"""What becomes of a request: an answer, and perhaps an inbound that is on the log before it."""

from dataclasses import dataclass

from contracts.channel import WebAnswer
from contracts.inbound import Inbound


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer may be given when the inbound, if there is one, is on the log."""

    answer: WebAnswer
    inbound: Inbound | None = None
