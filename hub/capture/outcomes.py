"""Outcomes of inbounds that are no client's message; they stand on the account's own subject."""

from contracts.capture import AsideReason, InboundParked, InboundRepeated, InboundSetAside
from contracts.event import Event, Subject
from hub.capture.picture import Fact
from hub.log.inbounds import Arrived


def _beside(account: str, event: Event) -> Fact:
    return Fact(Subject("inbound", account), event)


def repeated(arrived: Arrived, first: int) -> Fact:
    """The provider sent it again."""
    event = InboundRepeated(
        inbound=arrived.seq, channel=arrived.channel, account=arrived.account, first=first
    )
    return _beside(arrived.account, event)


def aside(arrived: Arrived, reason: AsideReason, detail: str | None = None) -> Fact:
    """There is nothing to do."""
    event = InboundSetAside(
        inbound=arrived.seq,
        channel=arrived.channel,
        account=arrived.account,
        key=arrived.key,
        reason=reason,
        detail=detail,
        raw=arrived.inbound.raw,
    )
    return _beside(arrived.account, event)


def parked(inbound: int, channel: str, account: str, reason: str) -> Fact:
    """Nobody could make sense of it; it is kept and shown."""
    event = InboundParked(inbound=inbound, channel=channel, account=account, reason=reason)
    return _beside(account, event)
