"""What strangers write is text: none of their scripts runs, and only the hub is asked anything."""

import contextlib
import json
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from hub.demo.company import ROUND_THE_CLOCK
from hub.standins.dovecot import Dovecot, available
from hub.standins.smtp import SmtpSink
from tests.console import payloads
from tests.console.browsing import DESK
from tests.console.carriers import FIRM, PASSWORD, Carried, carried
from tests.console.conftest import Sits
from tests.console.office import Office
from tests.console.outside import Outside
from tests.console.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")

CORPUS = Path(os.environ.get("OMNIHUB_CORPORA", "absent")) / "dompurify-xss" / "cases.json"
_A_ROW, _A_BUBBLE, _A_LETTER = 72, 300, 1200
"""Pixels, generously: in a window that is high enough everything is drawn at once."""
_STEPS = [{"after_seconds": 3600, "level": 0, "time": "absolute"}]


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


async def test_whatever_a_stranger_writes_is_shown_and_none_of_it_acts_or_calls_home(
    office: Office, mailbox: Dovecot, sits: Sits, outside: Outside
) -> None:
    await _shown(office, mailbox, sits, outside, payloads.ALL)

    assert outside.ran == []
    assert outside.asked == []


@pytest.mark.skipif(not CORPUS.is_file(), reason="OMNIHUB_CORPORA names no corpora")
async def test_nothing_that_others_have_collected_acts_or_calls_home(
    office: Office, mailbox: Dovecot, sits: Sits, outside: Outside
) -> None:
    collected = [case["payload"] for case in json.loads(CORPUS.read_text())]
    assert len(collected) > 100
    await _shown(office, mailbox, sits, outside, collected)

    assert outside.ran == []
    assert outside.asked == []


async def _shown(
    office: Office, mailbox: Dovecot, sits: Sits, outside: Outside, said: Sequence[str]
) -> None:
    """By every carrier, on every page that has it on it; each of them is there."""
    anna = await sits(await office.hires("Anna"))
    await outside.watches(anna.context)
    await office.admin.does("PUT", "/calendar", **ROUND_THE_CLOCK)
    await office.admin.does("PUT", "/policy", steps=_STEPS, on_duty=str(anna.id))
    there = await carried(office, mailbox, said)
    await _lists(anna, outside, there)
    await _bubbles(anna, outside, there)
    await _letters(anna, outside, there)


async def _lists(person: Person, outside: Outside, there: Carried) -> None:
    """Names and last words: in the inbox, in Now, among the clients, in what is found."""
    await _is_as_high_as(person, there.talks * _A_ROW)
    for place in ("/inbox/unassigned", "/now", "/clients"):
        await person.goes(place)
        rows = person.page.get_by_role("main").locator("a[href]").filter(has_text="<")
        await expect(rows.nth(there.payloads // 2)).to_be_visible()
        await _looked_at(person, outside)
    async with person.page.expect_response(lambda answer: "/v1/search?" in answer.url):
        await person.finds("onerror")
    await _looked_at(person, outside)


async def _bubbles(person: Person, outside: Outside, there: Carried) -> None:
    """What was said in Telegram, each with a file: everything that there is."""
    await _is_as_high_as(person, 0)
    await person.goes(f"/inbox/all/{there.telegram['conversation_id']}")
    beginning = person.thread.get_by_text("It began here")
    while not await beginning.is_visible():
        await person.thread.press("Home")
        await person.settles()
    await _is_as_high_as(person, there.payloads * _A_BUBBLE)
    await expect(person.thread.get_by_role("article")).to_have_count(there.payloads)
    await _looked_at(person, outside)


async def _letters(person: Person, outside: Outside, there: Carried) -> None:
    """Mails as they were laid out, beside the card with the forms; each mail on its own as well."""
    many = len(there.mails)
    await _is_as_high_as(person, many * _A_LETTER)
    await person.goes(f"/inbox/all/{there.mail['conversation_id']}")
    await _opened(person.button("Show formatted"), many)

    await _opened(person.card.get_by_role("button", name="In full"), there.leads)
    for number in range(many):
        frame = person.page.frame_locator("iframe").nth(number)
        await expect(frame.get_by_text("The end of it")).to_be_visible()
    await _looked_at(person, outside)
    await _is_as_high_as(person, 0)
    for message in there.mails:
        await person.goes(f"/v1/messages/{message['message_id']}/html")
        await expect(person.page.get_by_text("The end of it")).to_be_visible()
        await outside.looks(person.page)


async def _opened(shut: Locator, many: int) -> None:
    """Each of them, one after the other."""
    for left in range(many, 0, -1):
        await expect(shut).to_have_count(left)
        await shut.first.click()


async def _is_as_high_as(person: Person, pixels: int) -> None:
    await person.page.set_viewport_size({"width": DESK.width, "height": DESK.height + pixels})


async def _looked_at(person: Person, outside: Outside) -> None:
    await person.settles()
    await outside.looks(person.page)
