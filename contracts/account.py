"""Channel accounts: what the operator connected, and how it does. Their settings: the vault."""

from datetime import datetime

from contracts.event import Event


class ChannelConnected(Event, name="channel.connected"):
    """An account was connected, or its settings changed (`connected_at` stays the first)."""

    channel: str
    account: str
    connected_at: datetime


class ChannelPaused(Event, name="channel.paused"):
    """Nothing is received or sent; `remedy`: what the operator has to do, if the hub paused it."""

    account: str
    reason: str
    remedy: str | None = None


class ChannelResumed(Event, name="channel.resumed"):
    """It receives and sends again."""

    account: str


class ChannelFaltered(Event, name="channel.faltered"):
    """The provider does not answer as it should; the hub goes on trying."""

    account: str
    reason: str


class ChannelRecovered(Event, name="channel.recovered"):
    """The provider answers again."""

    account: str
