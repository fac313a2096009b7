"""Forms come in, mails go out: what the mail server saw is the judge."""

from collections.abc import Awaitable
from email import message_from_bytes, policy
from typing import Any

import pytest

from channels.email.channel import EmailChannel
from channels.email.settings import EmailSettings
from contracts.company import EmployeeBound
from contracts.event import Subject
from contracts.inbound import Confirmation, Form, FormField, Inbound
from contracts.lead import FormReceived
from contracts.notice import NoticeSent
from hub.accounts import state
from hub.accounts.host import host_of
from hub.capture.run import NEEDS
from hub.house import House
from hub.sender.run import Sender
from hub.standins.smtp import SmtpSink
from hub.vault.channels import Account
from hub.waking import Wake
from tests.capture.arriving import filled, identity, mail, typed
from tests.capture.working import captured, capturing, count, projecting, put
from tests.clock import Hands
from tests.examples import ANNA
from tests.story import PATIENCE_SECONDS, happened, history, running, until

CANARY = "канарейка"
OURS, GLEBS = "anna@omnihub.test", mail("gleb")
WORDS = Confirmation(account="box", subject="Заявка", text="Мы получили её и скоро перезвоним.")
FORM = Form(
    name=CANARY,
    fields=(FormField(name="c", label=CANARY, value=CANARY),),
    page=CANARY,
    confirm=WORDS,
)


def submitted(id_: str, address: str, form: Form = FORM) -> Inbound:
    who = typed(mail("").kind, address).model_copy(update={"name": CANARY})
    return filled(id_, who, form=form, text=CANARY, subject=CANARY)


async def mailbox(house: House, sink: SmtpSink) -> Account:
    """An account that sends through the stand-in; nothing is read from it here."""
    settings: dict[str, Any] = {
        "address": OURS,
        "imap_host": "127.0.0.1",
        "smtp_port": sink.port,
        "smtp_tls": "none",
        "user": OURS,
        "password": "secret",
    }
    account = Account("box", "email", settings, house.clock())
    await house.channel_settings.put(account)
    await known(house, state.connected(house, account, "test"))
    return account


async def known(house: House, fact: Awaitable[int]) -> None:
    """It is on the log, and in the projections that capture reads."""
    await house.progress.reached(NEEDS, await fact, seconds=PATIENCE_SECONDS)


async def sender(house: House, account: Account) -> Sender:
    settings = EmailSettings.model_validate(account.settings)
    channel = EmailChannel(settings, await host_of(house, account))
    return Sender(house, account, channel, Wake())


async def _sent(house: House) -> bool:
    return any(isinstance(one.event, NoticeSent) for one in await history(house))


async def test_the_mail_has_the_operators_words_and_none_of_the_senders(
    house: House, hands: Hands
) -> None:
    async with SmtpSink() as sink, projecting(house), capturing(house):
        bringing = await sender(house, await mailbox(house, sink))
        bound = EmployeeBound(
            employee_id=ANNA, kind=GLEBS.kind, value=GLEBS.value, digest=_id(house, GLEBS.value)
        )
        await happened(house, Subject("employee", str(ANNA)), bound, key=ANNA)
        plain = FORM.model_copy(update={"confirm": None})
        await put(
            house,
            submitted("1", "vera@client.test", plain),
            submitted("2", "boris@client.test"),
            submitted("3", "Boris@Client.test"),
            submitted("4", OURS),
            submitted("5", GLEBS.value),
        )
        await captured(house)
        hands.forward(minutes=50)
        await put(house, submitted("6", "boris@client.test"))
        events = await captured(house)
        async with running(bringing.run):
            await until(lambda: _sent(house), PATIENCE_SECONDS)

    (taken,) = sink.mails
    seen = message_from_bytes(taken.raw, policy=policy.default)
    assert (taken.mail_from, taken.rcpt_to) == ("", ("boris@client.test",))
    assert (seen["Subject"], seen.get_content().strip()) == (WORDS.subject, WORDS.text)
    assert CANARY not in f"{seen.items()} {seen.get_content()}"
    assert (seen["Auto-Submitted"], seen["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert seen["X-Omnihub-Loop"] == "1"
    assert count(events, "form.received") == 6
    assert count(events, "confirmation.queued") == 1


async def test_a_day_later_the_same_address_is_told_again(house: House, hands: Hands) -> None:
    async with SmtpSink() as sink, projecting(house), capturing(house):
        await mailbox(house, sink)
        await put(house, submitted("1", "boris@client.test"))
        await captured(house)
        hands.forward(hours=26)
        await put(house, submitted("2", "boris@client.test"))
        events = await captured(house)

    assert count(events, "confirmation.queued") == 2


@pytest.mark.parametrize("how", ["unheard of", "paused", "no mail"])
async def test_an_account_that_cannot_tell_is_trouble_on_the_form(house: House, how: str) -> None:
    async with SmtpSink() as sink, projecting(house), capturing(house):
        if how == "paused":
            await mailbox(house, sink)
            await known(house, state.paused(house, "box", "the password is refused", "test"))
        if how == "no mail":
            other = Account("box", "telegram", {}, house.clock())
            await known(house, state.connected(house, other, "test"))
        await put(house, submitted("1", "boris@client.test"))
        events = await captured(house)

    (form,) = [one.event for one in events if isinstance(one.event, FormReceived)]
    assert "box is no account that sends mail now" in (form.trouble or "")
    assert count(events, "confirmation.queued") == 0


def _id(house: House, address: str) -> str:
    return str(identity(typed(GLEBS.kind, address), house.secret.digest))
