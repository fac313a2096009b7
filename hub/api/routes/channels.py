"""Channels: which accounts are connected, how they do, and which kinds there are."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlalchemy import select

from contracts.channel import Provider
from contracts.errors import Conflict, NotFound
from hub.access.bearer import Bearer
from hub.accounts import state
from hub.accounts.providers import checked_settings, provider_of, providers
from hub.api.access import Action, Allowed, HouseOf, actor
from hub.api.models.channels import ChannelAccount, ChannelKind
from hub.api.words import AccountName, Body, JsonObject, Line
from hub.api.writing import Written, shown
from hub.house import House
from hub.projector.columns import view_of
from hub.vault.channels import Account
from hub.views.read import rows
from projections.channels import CHANNELS

router = APIRouter(tags=["channels"])
_keep = Depends(Allowed(Action.KEEP_CHANNELS))
Keeper = Annotated[Bearer, _keep]


class ConnectBody(Body):
    """The channel and everything it has to know, secrets included; it replaces what was there."""

    channel: Line
    settings: JsonObject


class PauseBody(Body):
    """Why nothing is to be received or sent."""

    reason: Line = "paused by hand"


@router.get("/channels", dependencies=[_keep])
async def list_channels(house: HouseOf) -> list[ChannelAccount]:
    """Every account, and how it does."""
    view = view_of(CHANNELS)
    async with house.views.connect() as connection:
        found = await rows(connection, CHANNELS, select(view).order_by(view.c.account))
    return [ChannelAccount.model_validate(row, from_attributes=True) for row in found]


@router.get("/channel-kinds", dependencies=[_keep])
async def list_channel_kinds() -> list[ChannelKind]:
    """What is installed, and what its settings are."""
    return [_kind(providers()[name]) for name in sorted(providers())]


def _kind(provider: Provider[Any]) -> ChannelKind:
    said = asdict(provider.manifest) | {"secrets": sorted(provider.manifest.secrets)}
    return ChannelKind(**said, settings=provider.settings.model_json_schema())


async def account_of(house: House, name: str) -> Account | None:
    """The account, its secrets in the clear: for the provider, never for an answer."""
    found = await house.channel_settings.all()
    return next((account for account in found if account.name == name), None)


async def known_account(house: House, name: str) -> Account:
    """The account.

    Raises:
        NotFound: there is none of this name.
    """
    account = await account_of(house, name)
    if account is None:
        raise NotFound("no account of this name is connected")
    return account


@router.put("/channels/{account}")
async def connect_channel(
    house: HouseOf, bearer: Keeper, account: AccountName, body: ConnectBody
) -> Written:
    """Connect an account, or give it new settings: it is tried anew."""
    provider_of(body.channel)
    settings = checked_settings(body.channel, body.settings)
    known = await account_of(house, account)
    if known is not None and known.channel != body.channel:
        raise Conflict("this name is an account of another channel", field="channel")
    since = known.connected_at if known else house.clock()
    new = Account(account, body.channel, settings, since)
    await house.channel_settings.put(new)
    return await _said(house, await state.connected(house, new, actor(bearer)))


@router.post("/channels/{account}/pause")
async def pause_channel(
    house: HouseOf, bearer: Keeper, account: AccountName, body: PauseBody | None = None
) -> Written:
    """Receive and send nothing until it is resumed."""
    await known_account(house, account)
    reason = (body or PauseBody()).reason
    return await _said(house, await state.paused(house, account, reason, actor(bearer)))


@router.post("/channels/{account}/resume")
async def resume_channel(house: HouseOf, bearer: Keeper, account: AccountName) -> Written:
    """Let it go on."""
    await known_account(house, account)
    return await _said(house, await state.resumed(house, account, actor(bearer)))


async def _said(house: House, seq: int) -> Written:
    await shown(house, ["channels"], seq)
    return Written(seq=seq)
