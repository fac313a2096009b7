"""An employee binds their own addresses; a code is never a client's message."""

from email import message_from_bytes, policy

from contracts.capture import AsideReason, InboundSetAside
from contracts.company import EmployeeBound
from contracts.event import Event
from contracts.inbound import Inbound
from contracts.lead import LeadOpened
from hub.capture.binding import code_said
from hub.house import House
from hub.standins.smtp import SmtpSink
from hub.vault.hashed import hash_of
from hub.vault.links import Purpose
from tests.api.caller import Caller
from tests.capture.arriving import BORIS_CHATS, VERA_CHATS, chat
from tests.capture.test_confirming_at_work import mailbox
from tests.capture.working import captured, capturing, put
from tests.clock import Hands
from tests.examples import ANNA, GLEB
from tests.signin.browser import Browser, secret_in


async def after(house: House, *inbounds: Inbound) -> list[Event]:
    """What came of these, one by one."""
    async with capturing(house):
        for inbound in inbounds:
            await put(house, inbound)
            await captured(house)
    return [one.event for one in await captured(house)]


def bound(events: list[Event]) -> list[tuple[object, str | None]]:
    return [(one.employee_id, one.value) for one in events if isinstance(one, EmployeeBound)]


def asides(events: list[Event]) -> list[tuple[AsideReason, str | None]]:
    return [(one.reason, one.detail) for one in events if isinstance(one, InboundSetAside)]


async def test_a_code_written_to_the_bot_binds_who_wrote_it_once(
    anna: Browser, staffed: House
) -> None:
    given = await anna.does("POST", "/me/addresses/telegram")
    assert (given["url"], len(given["code"])) == (None, 48)
    start = chat("1", BORIS_CHATS, text=f"/start {given['code']}")
    stolen = chat("2", VERA_CHATS, text=given["code"])
    later = chat("3", BORIS_CHATS, text="Добрый день")
    events = await after(staffed, start, stolen, later)

    assert bound(events) == [(ANNA, BORIS_CHATS.value)]
    assert [reason for reason, _ in asides(events)] == [AsideReason.EMPLOYEE] * 3
    assert [detail for _, detail in asides(events)] == ["a code", "a code that binds nothing", None]
    assert not any(isinstance(one, LeadOpened) for one in events)


async def test_in_one_batch_the_first_who_writes_it_has_it(staffed: House) -> None:
    secret, _ = await staffed.signin.links.make(Purpose.TELEGRAM, ANNA)
    both = [
        chat(str(n), who, text=code_said(secret)) for n, who in enumerate((BORIS_CHATS, VERA_CHATS))
    ]
    await put(staffed, *both)
    async with capturing(staffed):
        events = [one.event for one in await captured(staffed)]

    assert bound(events) == [(ANNA, BORIS_CHATS.value)]


async def test_a_code_whose_time_is_over_binds_nothing_and_is_no_lead(
    staffed: House, hands: Hands
) -> None:
    secret, _ = await staffed.signin.links.make(Purpose.TELEGRAM, ANNA)
    hands.forward(minutes=31)
    made_up = chat("2", VERA_CHATS, text="bind-" + "x" * 43)
    events = await after(staffed, chat("1", BORIS_CHATS, text=code_said(secret)), made_up)

    assert bound(events) == []
    assert len(asides(events)) == 2
    assert not any(isinstance(one, LeadOpened) for one in events)


async def test_decided_again_a_code_means_the_same(staffed: House) -> None:
    secret, _ = await staffed.signin.links.make(Purpose.TELEGRAM, ANNA)
    first = await staffed.signin.links.claim(hash_of(secret), 7)
    again = await staffed.signin.links.claim(hash_of(secret), 7)
    other = await staffed.signin.links.claim(hash_of(secret), 8)

    assert first is not None
    assert first == again
    assert other is None


async def test_the_bots_code_opens_no_door(browser: Browser, staffed: House) -> None:
    secret, _ = await staffed.signin.links.make(Purpose.TELEGRAM, ANNA)
    look = await browser("POST", "/links/look", json={"token": secret})
    used = await browser("POST", "/links/use", json={"token": secret, "password": "x" * 12})

    assert (look.status_code, used.status_code) == (404, 404)


async def test_a_mailed_link_binds_the_address_it_came_to(anna: Browser, staffed: House) -> None:
    async with SmtpSink() as sink:
        await mailbox(staffed, sink)
        said = await anna("POST", "/me/addresses/email", json={"address": "Anna.K@Example.org"})
        assert said.status_code == 202, said.text
        [taken] = sink.mails
    mail = message_from_bytes(taken.raw, policy=policy.default)
    url = next(word for word in mail.get_content().split() if word.startswith("https://"))
    look = await anna("POST", "/links/look", json={"token": secret_in(url)})
    used = await anna("POST", "/links/use", json={"token": secret_in(url)})
    again = await anna("POST", "/links/use", json={"token": secret_in(url)})

    assert (mail["To"], look.json()["purpose"]) == ("anna.k@example.org", "email")
    assert (used.status_code, again.status_code) == (200, 404)
    async with capturing(staffed):
        events = [one.event for one in await captured(staffed)]
    assert bound(events) == [(ANNA, "anna.k@example.org")]


async def test_an_address_of_somebody_else_is_not_offered(anna: Browser, admin: Caller) -> None:
    await admin.does("POST", f"/employees/{GLEB}/addresses", kind="email", value="gleb@example.org")
    refused = await anna("POST", "/me/addresses/email", json={"address": "gleb@example.org"})
    nonsense = await anna("POST", "/me/addresses/email", json={"address": "nobody at all"})
    nowhere = await anna("POST", "/me/addresses/email", json={"address": "anna@example.org"})

    assert [one.status_code for one in (refused, nonsense, nowhere)] == [409, 422, 409]
    assert "connect one first" in nowhere.json()["detail"]


async def test_a_token_that_was_narrowed_decides_nothing_about_signing_in(
    staffed: House, anna: Browser
) -> None:
    token = await staffed.tokens.give("robot", "employee", ANNA, scopes=["see_oneself"])
    robot = Caller(anna.http, token)
    answers = [
        await robot("POST", "/me/addresses/telegram"),
        await robot("POST", "/me/totp", json={"password": "x"}),
        await robot("PUT", "/me/password", json={"old": "x", "new": "y"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert (await robot("GET", "/me")).status_code == 200
    assert (await robot("GET", "/conversations")).status_code == 403
