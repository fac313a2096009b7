"""What strangers write is text: none of their scripts runs, and only the hub is asked anything."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from email.message import EmailMessage
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from hub.standins.dovecot import Dovecot, available
from hub.standins.smtp import SmtpSink
from tests.console import payloads
from tests.console.browsing import PATIENCE_SECONDS
from tests.console.conftest import Sits
from tests.console.office import Office
from tests.console.outside import Outside
from tests.console.person import Person
from tests.story import until

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIRM, PASSWORD = "anna@omnihub.test", "secret"
_A_MAIL = 6
"""Payloads in one: the sanitiser is a process of its own each time."""


@pytest.fixture
def outside(office: Office) -> Outside:
    return Outside(office.url)


@pytest_asyncio.fixture(loop_scope="session")
async def mailbox(office: Office) -> AsyncIterator[Dovecot]:
    """The firm's, connected."""
    if not available():
        pytest.skip("no dovecot here: sudo apt-get install dovecot-imapd")
    async with contextlib.AsyncExitStack() as exits:
        dovecot = await exits.enter_async_context(Dovecot({FIRM: PASSWORD}))
        smtp = await exits.enter_async_context(SmtpSink({FIRM: PASSWORD}))
        settings = {
            "address": FIRM,
            "user": FIRM,
            "password": PASSWORD,
            "imap_host": dovecot.host,
            "imap_port": dovecot.port,
            "imap_tls": "none",
            "smtp_host": smtp.host,
            "smtp_port": smtp.port,
            "smtp_tls": "none",
        }
        await office.admin.does("PUT", "/channels/mail", channel="email", settings=settings)
        yield dovecot


async def test_what_strangers_write_in_telegram_is_shown_as_it_was_written(
    shop: Office, sits: Sits, outside: Outside
) -> None:
    anna = await sits(await shop.hires("Anna"))
    await outside.watches(anna.context)
    for number, payload in enumerate(payloads.ALL):
        shop.bot.says(1000, payload, name="Mallory")
        if number % 5 == 0:
            shop.bot.says(2000 + number, "Hello", name=payload[:60])
            shop.bot.sends_file(1000, b"x", file_name=f"{payload[:80]}.png", mime_type="image/png")
    last = payloads.ALL[-1]
    await anna.goes("/inbox/unassigned")
    await anna.row("Mallory").click()
    await expect(anna.said(last).last).to_be_visible()
    for place in ("Home", "End"):
        await anna.thread.press(place)
        await anna.settles()
    await outside.looks(anna.page)
    await _reads(anna, "/clients", "/now", "/inbox/all")
    await anna.finds("onerror")
    await anna.settles()
    await outside.looks(anna.page)

    assert outside.ran == []
    assert outside.asked == []


async def _reads(person: Person, *places: str) -> None:
    for place in places:
        await person.goes(place)
        await expect(person.page.get_by_role("main").first).to_be_visible()
        await person.settles()


async def test_a_formatted_mail_acts_on_nothing_and_loads_nothing(
    office: Office, mailbox: Dovecot, sits: Sits, outside: Outside
) -> None:
    anna = await sits(await office.hires("Anna"))
    await outside.watches(anna.context)
    parts = [payloads.ALL[at : at + _A_MAIL] for at in range(0, len(payloads.ALL), _A_MAIL)]
    for number, some in enumerate(parts):
        mailbox.deliver(FIRM, _mail(number, some))
    talk = await office.talk_with("Mallory")
    path = f"/conversations/{talk['conversation_id']}/thread"
    messages = await until(lambda: _all(office, path, len(parts)), PATIENCE_SECONDS)
    await anna.goes(f"/inbox/all/{talk['conversation_id']}")
    await anna.button("Show formatted").last.click()
    await expect(anna.page.frame_locator("iframe").get_by_text("The end of it")).to_be_visible()
    await outside.looks(anna.page)
    for message in messages:
        await anna.goes(f"/v1/messages/{message['message_id']}/html")
        await expect(anna.page.get_by_text("The end of it")).to_be_visible()
        await outside.looks(anna.page)

    assert outside.ran == []
    assert outside.asked == []


def _mail(number: int, some: Sequence[str]) -> bytes:
    message = EmailMessage()
    message["From"] = "Mallory <mallory@client.test>"
    message["To"] = FIRM
    message["Subject"] = "A letter"
    message["Message-ID"] = f"<{number}@client.test>"
    if number:
        message["In-Reply-To"] = message["References"] = "<0@client.test>"
    message.set_content("In words")
    html = "".join(f"<div>{payload}</div>" for payload in ("<p>The end of it</p>", *some))
    message.add_alternative(html, subtype="html")
    for name in some:
        message.add_attachment(b"x", "image", "png", filename=name)
    return message.as_bytes()


async def _all(office: Office, path: str, many: int) -> Any:
    items = (await office.admin.get(path, limit=100))["items"]
    return items if len(items) == many else None
