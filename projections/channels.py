"""Channels: which accounts are connected, and how do they do?"""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.account import (
    ChannelConnected,
    ChannelFaltered,
    ChannelPaused,
    ChannelRecovered,
    ChannelResumed,
)
from contracts.event import Recorded
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """An account. `state` is up, faltering or paused; `remedy` says what the operator has to do."""

    account: str
    channel: str
    state: str
    connected_at: datetime
    changed_at: datetime
    reason: str | None = None
    remedy: str | None = None


CHANNELS = Table("channel_accounts", ChannelRow, key=("account",))


@CHANNELS.opens(ChannelConnected, key=lambda e: (e.event.account,))
def connected(row: ChannelRow | None, recorded: Recorded[ChannelConnected]) -> ChannelRow:
    """An account was connected, or its settings changed: it is tried anew."""
    event = recorded.event
    first = row.connected_at if row else event.connected_at
    return ChannelRow(event.account, event.channel, "up", first, recorded.at)


@CHANNELS.on(ChannelPaused, key=lambda e: (e.event.account,))
def paused(row: ChannelRow, recorded: Recorded[ChannelPaused]) -> ChannelRow:
    """Nothing is received or sent."""
    event = recorded.event
    return replace(
        row, state="paused", reason=event.reason, remedy=event.remedy, changed_at=recorded.at
    )


@CHANNELS.on(ChannelFaltered, key=lambda e: (e.event.account,))
def faltered(row: ChannelRow, recorded: Recorded[ChannelFaltered]) -> ChannelRow:
    """The provider does not answer; the hub goes on trying."""
    if row.state == "paused":
        return row
    return replace(row, state="faltering", reason=recorded.event.reason, changed_at=recorded.at)


def _up(row: ChannelRow, at: datetime) -> ChannelRow:
    return replace(row, state="up", reason=None, remedy=None, changed_at=at)


@CHANNELS.on(ChannelRecovered, key=lambda e: (e.event.account,))
def recovered(row: ChannelRow, recorded: Recorded[ChannelRecovered]) -> ChannelRow:
    """The provider answers again."""
    return row if row.state == "paused" else _up(row, recorded.at)


@CHANNELS.on(ChannelResumed, key=lambda e: (e.event.account,))
def resumed(row: ChannelRow, recorded: Recorded[ChannelResumed]) -> ChannelRow:
    """The operator let it go on."""
    return _up(row, recorded.at)


channels = Projection(
    "channels",
    version=1,
    question="Which accounts are connected, and how do they do?",
    tables=(CHANNELS,),
)
