"""The bot to which an employee writes a code: the name under which Telegram knows it."""

import asyncio
import re

from contracts.errors import HubError
from contracts.inbound import AddressKind
from hub.faults import CUT_OFF
from hub.house import House
from hub.signin.channel import account_for, opened

_SECONDS = 5.0
_NAME = re.compile(r"@([A-Za-z0-9_]{4,64})")


async def bot_name(house: House) -> str | None:
    """As in t.me/<name>; None where no bot answers now: the code can be written to it by hand."""
    account = await account_for(house, AddressKind.TELEGRAM)
    if account is None:
        return None
    try:
        async with asyncio.timeout(_SECONDS), opened(house, account) as channel:
            found = _NAME.search((await channel.health()).message)
    except (HubError, *CUT_OFF):
        return None
    return found[1] if found else None
