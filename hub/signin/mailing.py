"""Mailing a link that binds an address: straight out, since a secret must not stand on the log."""

import asyncio

from contracts.channel import Outbound
from contracts.errors import Conflict, Transient, Uncertain, Undeliverable
from contracts.ids import MessageId, drawn
from contracts.inbound import Address, AddressKind
from hub.house import House
from hub.settings import Language
from hub.signin.channel import account_for, opened

_SECONDS = 20.0
_SUBJECT = {
    Language.RUSSIAN: "Omnihub: это ваш адрес?",
    Language.ENGLISH: "Omnihub: is this your address?",
}
_TEXT = {
    Language.RUSSIAN: "Кто-то, вошедший в Omnihub, хочет получать сюда оповещения. Если это вы, "
    "откройте ссылку в течение 30 минут:\n\n{url}\n\nЕсли это не вы, ничего не делайте.",
    Language.ENGLISH: "Somebody who is signed in to Omnihub wants to be told of things here. If it "
    "is you, open this link within 30 minutes:\n\n{url}\n\nIf it is not, do nothing.",
}


async def mail_link(house: House, address: str, url: str) -> None:
    """Send it, and come back when the mail server has taken it.

    Raises:
        Conflict: no mailbox is connected.
        Undeliverable, Misconfigured: the server refuses it for good.
        Transient: it cannot be reached now.
    """
    account = await account_for(house, AddressKind.EMAIL)
    if account is None:
        raise Conflict("no mailbox is connected that could send the link; connect one first")
    language = house.settings.language
    message = Outbound(
        id=MessageId(drawn()),
        to=Address(kind=AddressKind.EMAIL, value=address),
        subject=_SUBJECT[language],
        text=_TEXT[language].format(url=url),
        automatic=True,
    )
    try:
        async with asyncio.timeout(_SECONDS), opened(house, account) as channel:
            await channel.send(message)
    except TimeoutError as error:
        raise Transient("the mail server does not answer") from error
    except Uncertain:
        return  # it may have left; another link can be asked for
    except Undeliverable as error:
        raise Conflict(f"the mail server refuses this address: {error}", field="address") from error
