"""Asides: what has no place on the log, said once to who listens now and may see it."""

from collections.abc import Iterable, Sequence

from hub.live.fact import Fact
from hub.live.listeners import Listener
from hub.live.rights import sees


def aside(listeners: Iterable[Listener], facts: Sequence[Fact]) -> None:
    """By the same rule as what happens on a card; whoever comes back later asks instead."""
    for listener in listeners:
        bearer = listener.bearer
        if bearer is not None:
            listener.asides.extend(fact.text for fact in facts if sees(bearer, fact))
