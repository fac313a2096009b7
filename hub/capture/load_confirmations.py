"""Loading what capture has to know of confirmations: nothing, where no form wants one."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import IdentityId
from contracts.inbound import Address, AddressKind
from hub.accounts.providers import providers
from hub.capture.confirmations import Confirmations
from hub.capture.sender import Sender
from hub.domain.confirming import WINDOW
from hub.domain.identity import identity_of
from hub.house import House
from hub.log.inbounds import Arrived
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.channels import CHANNELS
from projections.company import BINDINGS
from projections.confirmations import CONFIRMATIONS


async def load_confirmations(
    house: House,
    connection: AsyncConnection,
    arrived: Sequence[Arrived],
    senders: Iterable[Sender],
) -> Confirmations:
    """Who was told lately, who is never told, and through which accounts one can tell."""
    wanted = {
        form.confirm.account for one in arrived if (form := one.inbound.form) and form.confirm
    }
    if not wanted:
        return Confirmations()
    typed = {mail.id for sender in senders if (mail := sender.typed_mail)}
    view = view_of(CONFIRMATIONS)
    lately = select(view).where(view.c.at > house.clock() - WINDOW)
    employees = await rows_of(connection, BINDINGS, "digest", {str(id_) for id_ in typed})
    return Confirmations(
        lately={row.identity_id for row in await rows(connection, CONFIRMATIONS, lately)},
        ours={IdentityId(UUID(row.digest)) for row in employees} | await _of_accounts(house),
        channels=await _channels(connection, wanted),
    )


async def _channels(connection: AsyncConnection, accounts: set[str]) -> dict[str, str]:
    """Those that are at work, through a channel that brings mail out."""
    found = await rows_of(connection, CHANNELS, "account", accounts)
    return {
        row.account: row.channel for row in found if row.state != "paused" and _mails(row.channel)
    }


def _mails(channel: str) -> bool:
    provider = providers().get(channel)
    if provider is None:
        return False
    return provider.manifest.sends and AddressKind.EMAIL in provider.manifest.identity_kinds


async def _of_accounts(house: House) -> set[IdentityId]:
    """The addresses of our own accounts: whatever in their settings looks like one.

    To a mailbox of ours a confirmation would be a mail from ourselves (threat 6).
    """
    accounts = await house.channel_settings.all()
    words = (word for account in accounts for word in account.settings.values())
    addresses = (
        Address(kind=AddressKind.EMAIL, value=word)
        for word in words
        if isinstance(word, str) and "@" in word
    )
    found = (identity_of(address, house.secret.digest) for address in addresses)
    return {one.id for one in found if one}
