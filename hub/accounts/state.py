"""How an account does, as facts: paused, resumed, faltered, recovered."""

from collections.abc import Sequence

from contracts.account import (
    ChannelConnected,
    ChannelFaltered,
    ChannelPaused,
    ChannelRecovered,
    ChannelResumed,
)
from contracts.errors import Misconfigured
from contracts.event import Event, Subject
from contracts.ids import drawn
from hub.commands import States, carry_out
from hub.domain.aggregates import ChannelAccount
from hub.house import House
from hub.log.codec import By
from hub.vault.channels import Account


def subject(account: str) -> Subject:
    """Where an account's history stands."""
    return Subject("channel", account)


async def _say(house: House, account: str, event: Event, when: Sequence[str], actor: str) -> int:
    """Append the event if the account is in one of these states."""

    def decide(states: States) -> list[tuple[Subject, Event]]:
        state: ChannelAccount = states[subject(account)]
        return [(subject(account), event)] if state.state in when else []

    by = By(actor, house.clock())
    return await carry_out(house, drawn(), by, [subject(account)], decide)


async def connected(house: House, account: Account, actor: str) -> int:
    """An account was connected, or has new settings."""
    event = ChannelConnected(
        channel=account.channel, account=account.name, connected_at=account.connected_at
    )
    return await _say(house, account.name, event, ("none", "up", "faltering", "paused"), actor)


async def paused(
    house: House, account: str, reason: str, actor: str, remedy: str | None = None
) -> int:
    """Nothing is received or sent any more."""
    event = ChannelPaused(account=account, reason=reason, remedy=remedy)
    return await _say(house, account, event, ("up", "faltering"), actor)


async def resumed(house: House, account: str, actor: str) -> int:
    """It goes on."""
    return await _say(house, account, ChannelResumed(account=account), ("paused",), actor)


async def faltered(house: House, account: str, reason: str) -> int:
    """The provider does not answer; once, until it recovers."""
    event = ChannelFaltered(account=account, reason=reason)
    return await _say(house, account, event, ("up",), "channels")


async def recovered(house: House, account: str) -> int:
    """The provider answers again."""
    event = ChannelRecovered(account=account)
    return await _say(house, account, event, ("faltering",), "channels")


async def misconfigured(house: House, account: str, error: Misconfigured) -> int:
    """The operator has to repair something: the account is paused with the remedy."""
    return await paused(house, account, error.message, "channels", error.remedy)
