"""Halves of an account: who receives for it, and who brings out what is queued.

A channel that asks its provider does both in the role `channels`. One that is called receives where
the requests come in, in every process of the role `api`, and sends, if it can, from `channels`.
"""

from enum import StrEnum

from hub.accounts.hooks import called
from hub.accounts.providers import providers


class Half(StrEnum):
    """What is done for an account."""

    RECEIVE = "receive"
    SEND = "send"


BOTH = frozenset(Half)
NEITHER = frozenset[Half]()


def halves_of(channel: str, *, hooked: bool) -> frozenset[Half]:
    """What a process does for this channel's accounts; `hooked`: requests come in to it."""
    if not called(channel):
        return NEITHER if hooked else BOTH
    if hooked:
        return frozenset({Half.RECEIVE})
    return frozenset({Half.SEND}) if providers()[channel].manifest.sends else NEITHER
