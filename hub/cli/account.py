"""Finding an account, and waiting until what was said about it can be seen."""

import contextlib

from contracts.errors import NotFound, Transient
from hub.house import House
from hub.vault.channels import Account

_SEEN_SECONDS = 3.0


async def account_named(house: House, name: str) -> Account:
    """The account of this name.

    Raises:
        NotFound: there is none; those that are there are named.
    """
    accounts = await house.channel_settings.all()
    for account in accounts:
        if account.name == name:
            return account
    known = ", ".join(account.name for account in accounts) or "none"
    raise NotFound(f"There is no account {name}; there are: {known}.")


async def settled(house: House, seq: int) -> None:
    """Wait a little until `channels list` shows it; the log has it in any case."""
    with contextlib.suppress(Transient):
        await house.progress.reached(["channels"], seq, seconds=_SEEN_SECONDS)
