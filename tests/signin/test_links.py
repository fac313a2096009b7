"""Links that work once, and not for long (threat 21)."""

import asyncio
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from contracts.event import Subject
from contracts.signin import EmployeeSignedIn, LinkGiven, PasswordChanged, SessionRevoked
from hub.cli.machine import welcome
from hub.house import House
from hub.signin import links
from hub.signin.counting import of_login
from hub.vault.links import LASTS, Purpose
from hub.vault.schema import links as kept_links
from hub.views.read import states
from tests.api.caller import Caller
from tests.clock import Hands
from tests.examples import ANNA, GLEB
from tests.signin.browser import Browser, secret_in
from tests.signin.conftest import PASSWORD
from tests.signin.facts import signin_facts

LOGIN = "anna@example.com"
GOOD = "a lantern under four bridges"


async def invited(admin: Caller, login: str = "Gleb@example.com") -> str:
    given = await admin.does("POST", f"/employees/{GLEB}/invitation", login=login)
    return secret_in(given["url"])


async def uses(browser: Browser, token: str, **said: Any) -> Any:
    return await browser("POST", "/links/use", json={"token": token, **said})


async def test_who_is_invited_chooses_a_password_and_is_in(
    browser: Browser, admin: Caller, staffed: House
) -> None:
    token = await invited(admin)
    look = await browser("POST", "/links/look", json={"token": token})
    weak = await uses(browser, token, password="Глеб12345678")
    used = await uses(browser, token, password=GOOD)
    again = await uses(browser, token, password=GOOD)

    said = look.json()
    assert (said["purpose"], said["name"]) == ("invitation", "Глеб")
    assert said["login"] == "gleb@example.com"
    assert (weak.status_code, weak.json()["field"]) == (422, "password")
    assert (used.status_code, again.status_code) == (200, 404)
    assert "used already" in again.json()["detail"]
    assert (await browser("GET", "/me")).status_code == 200
    assert (await browser.signs_in("GLEB@example.com", GOOD)).status_code == 200
    kinds = [type(fact) for fact in await signin_facts(staffed, GLEB)]
    assert kinds[:3] == [LinkGiven, PasswordChanged, EmployeeSignedIn]


async def test_looking_never_uses_a_link(browser: Browser, admin: Caller) -> None:
    token = await invited(admin)
    looks = [await browser("POST", "/links/look", json={"token": token}) for _ in range(5)]

    assert {look.status_code for look in looks} == {200}
    assert (await uses(browser, token, password=GOOD)).status_code == 200


async def test_of_many_at_once_one_gets_in(browser: Browser, admin: Caller) -> None:
    token = await invited(admin)
    answers = await asyncio.gather(
        *(uses(Browser(browser.http), token, password=GOOD) for _ in range(8))
    )

    assert sorted(answer.status_code for answer in answers) == [200, *[404] * 7]


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_a_link_is_void_after_its_time(
    staffed: House, hands: Hands, purpose: Purpose
) -> None:
    secret, until = await staffed.signin.links.make(purpose, ANNA, login=LOGIN)
    hands.at = until

    assert until - LASTS[purpose] < until
    assert await staffed.signin.links.look(secret) is None
    assert await staffed.signin.links.use(secret) is None


async def test_an_invitation_lasts_three_days_and_a_reset_half_an_hour() -> None:
    hours = {purpose: lasts.total_seconds() / 3600 for purpose, lasts in LASTS.items()}

    assert hours[Purpose.INVITATION] == hours[Purpose.FIRST] == 72
    assert hours[Purpose.RESET] == hours[Purpose.EMAIL] == hours[Purpose.TELEGRAM] == 0.5


async def test_a_second_invitation_voids_the_first(browser: Browser, admin: Caller) -> None:
    first, second = await invited(admin), await invited(admin)

    assert (await uses(browser, first, password=GOOD)).status_code == 404
    assert (await uses(browser, second, password=GOOD)).status_code == 200


async def test_a_reset_ends_every_session_and_every_pause(
    anna: Browser, browser: Browser, admin: Caller, staffed: House
) -> None:
    for n in range(8):
        await browser.signs_in(LOGIN, f"guess {n}")
    given = await admin.does("POST", f"/employees/{ANNA}/reset")
    new = Browser(anna.http, address="198.51.100.9")
    used = await uses(new, secret_in(given["url"]), password=GOOD)

    assert used.status_code == 200
    assert (await anna("GET", "/me")).status_code == 401
    assert (await new("GET", "/me")).status_code == 200
    assert any(isinstance(fact, SessionRevoked) for fact in await signin_facts(staffed, ANNA))
    later = Browser(anna.http, address="198.51.100.10")
    assert (await later.signs_in(LOGIN, PASSWORD)).status_code == 401
    assert (await later.signs_in(LOGIN, GOOD)).status_code == 200
    assert of_login(staffed, LOGIN)


async def test_a_reset_is_no_way_around_the_second_factor(
    anna: Browser, browser: Browser, admin: Caller, hands: Hands
) -> None:
    totp = pyotp.TOTP((await anna.does("POST", "/me/totp", password=PASSWORD))["secret"])
    await anna.does("POST", "/me/totp/confirmation", code=totp.at(hands.at))
    token = secret_in((await admin.does("POST", f"/employees/{ANNA}/reset"))["url"])
    without = await uses(browser, token, password=GOOD)
    guesses = [await uses(browser, token, password=GOOD, code=f"00000{n}") for n in range(8)]
    assert [guess.status_code for guess in guesses] == [401] * 5 + [429] * 3
    hands.forward(minutes=2)
    hands.forward(seconds=30)
    right = await uses(browser, token, password=GOOD, code=totp.at(hands.at))

    assert (without.status_code, without.json()["field"]) == (401, "code")
    assert right.status_code == 200


async def test_a_hub_that_had_only_tokens_is_told_how_somebody_signs_in(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    await house.tokens.give("crm", "administrator")

    await welcome(house)

    assert "`omnihub signin first`" in capsys.readouterr().out


async def test_the_first_administrator_registers_by_the_link_of_the_first_start(
    browser: Browser, staffed: House
) -> None:
    link = await links.first(staffed, "https://hub", "cli")
    token = secret_in(link.url)
    nameless = await uses(browser, token, login="olga", password=GOOD)
    used = await uses(browser, token, name="Ольга", login="olga", password=GOOD)
    me = (await browser("GET", "/me")).json()

    assert (nameless.status_code, nameless.json()["field"]) == (422, "name")
    assert used.status_code == 200
    assert (me["name"], me["role"]) == ("Ольга", "administrator")
    assert (await browser("GET", "/employees")).status_code == 200
    async with staffed.views.connect() as connection:
        subject = Subject("employee", used.json()["employee_id"])
        [(_, _, state)] = await states(connection, [subject])
    assert state.role == "administrator"


async def test_a_login_is_one_persons(admin: Caller) -> None:
    refused = await admin(
        "POST", f"/employees/{GLEB}/invitation", json={"login": " ANNA@Example.com "}
    )

    assert (refused.status_code, refused.json()["field"]) == (409, "login")


async def test_no_secret_of_a_link_stands_anywhere(admin: Caller, staffed: House) -> None:
    token = await invited(admin)
    async with staffed.vault.connect() as connection:
        rows = (await connection.execute(select(kept_links))).all()

    assert len(token) == 43
    assert token not in str(rows)
    assert token not in str(await signin_facts(staffed, GLEB))


async def test_a_manager_invites_and_resets_nobody(anna: Browser) -> None:
    for path in ("invitation", "reset"):
        answer = await anna("POST", f"/employees/{GLEB}/{path}", json={"login": "x"})

        assert answer.status_code == 403


@pytest.mark.parametrize("token", ["x", "A" * 43, "a" * 100, "Ж" * 43])
async def test_a_made_up_link_is_answered_as_a_used_one(browser: Browser, token: str) -> None:
    looked = await browser("POST", "/links/look", json={"token": token})
    used = await uses(browser, token, password=GOOD)

    assert (looked.status_code, used.status_code) == (404, 404)
    assert looked.json() == used.json()


async def test_a_chosen_password_voids_every_other_link_to_choose_one(
    browser: Browser, anna: Browser, admin: Caller
) -> None:
    given = await admin.does("POST", f"/employees/{ANNA}/invitation", login=LOGIN)
    reset = await admin.does("POST", f"/employees/{ANNA}/reset")
    assert (await uses(browser, secret_in(reset["url"]), password=GOOD)).status_code == 200
    after_reset = await uses(browser, secret_in(given["url"]), password=PASSWORD)
    reset = await admin.does("POST", f"/employees/{ANNA}/reset")
    changed = await browser("PUT", "/me/password", json={"old": GOOD, "new": PASSWORD})
    after_change = await uses(browser, secret_in(reset["url"]), password=GOOD)

    assert changed.status_code == 200
    assert (after_reset.status_code, after_change.status_code) == (404, 404)
    assert (await anna("GET", "/me")).status_code == 401
