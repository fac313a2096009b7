"""Binding one's own Telegram and mail, each by a link that works once."""

from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from contracts.errors import Conflict, TooOften
from contracts.signin import LinkGiven
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, actor, employee
from hub.api.models.signin import BindingCode
from hub.api.routes.links import begin_of
from hub.api.routes.signin import OPEN
from hub.api.words import Body, Line
from hub.capture.binding import code_said
from hub.house import House
from hub.signin.binding import free_address
from hub.signin.bot import bot_name
from hub.signin.links import url_of
from hub.signin.mailing import mail_link
from hub.signin.noting import note
from hub.signin.rank import refuse_narrowed
from hub.signin.secure import is_this_machine
from hub.vault.links import Purpose

router = APIRouter(prefix="/me/addresses", tags=["sign-in"])
_Oneself = Annotated[Bearer, Depends(Allowed(Action.SEE_ONESELF))]
_MOST, _WITHIN = 5, timedelta(hours=1)


class AddressBody(Body):
    """A mail address, in any spelling."""

    address: Line


class Mailed(BaseModel):
    """The link is on its way to this address."""

    address: str


@router.post("/telegram", status_code=201)
async def bind_telegram(house: HouseOf, bearer: _Oneself) -> BindingCode:
    """A code: the Telegram from which it is written to the company's bot is theirs from then on."""
    refuse_narrowed(bearer)
    who = employee(bearer)
    secret, until = await house.signin.links.make(Purpose.TELEGRAM, who)
    await note(house, actor(bearer), LinkGiven(purpose=Purpose.TELEGRAM, employee_id=who), who)
    bot, code = await bot_name(house), code_said(secret)
    url = f"https://t.me/{bot}?start={code}" if bot else None
    return BindingCode(url=url, code=code, expires_at=until)


@router.post("/email", status_code=202, responses={429: OPEN[429]})
async def bind_mail(
    house: HouseOf, request: Request, bearer: _Oneself, body: AddressBody
) -> Mailed:
    """A link is mailed there; whoever opens it and says so binds the address."""
    refuse_narrowed(bearer)
    who = employee(bearer)
    if await house.signin.links.made_lately(Purpose.EMAIL, who, _WITHIN) >= _MOST:
        raise TooOften("too many links were mailed", retry_after=_WITHIN.total_seconds())
    identity, begin = await free_address(house, who, body.address), _begin_of(house, request)
    secret, _ = await house.signin.links.make(Purpose.EMAIL, who, address=identity.value)
    await note(house, actor(bearer), LinkGiven(purpose=Purpose.EMAIL, employee_id=who), who)
    await mail_link(house, identity.value, url_of(begin, secret))
    return Mailed(address=identity.value)


def _begin_of(house: House, request: Request) -> str:
    """How browsers reach the console, by what nobody who asks can make up.

    The Host header is the caller's word: a link that we mail to somebody else, with a secret in it,
    would lead where the caller likes.
    """
    begin = begin_of(house, request)
    if house.settings.api_url is None and not is_this_machine(urlsplit(begin).hostname or ""):
        raise Conflict(
            "the hub does not know by which address browsers reach it, and so cannot mail a link: "
            "set OMNIHUB_API_URL to that address"
        )
    return begin
