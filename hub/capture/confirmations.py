"""What capture knows of confirmations while it decides."""

from dataclasses import dataclass, field

from contracts.ids import IdentityId
from hub.domain.confirming import MOST


@dataclass(slots=True)
class Confirmations:
    """The addresses that had one within the window, over the whole hub; those that never get one.

    `ours` are the addresses of employees and of our own accounts; `channels` has the channel of
    each account that can bring a mail out now.
    """

    lately: set[IdentityId] = field(default_factory=set)
    ours: set[IdentityId] = field(default_factory=set)
    channels: dict[str, str] = field(default_factory=dict)
    most: int = MOST
