"""How long a session lasts, and how at once it ends (threats 20, 23)."""

import asyncio

import aiohttp
import pytest

from contracts.access import RoleGiven
from contracts.event import Subject
from contracts.signin import SessionRevoked
from hub.house import House
from hub.live import tail
from hub.signin.cookies import SESSION
from hub.signin.opening import shut_out
from tests.api.caller import Caller
from tests.clock import Hands
from tests.examples import ANNA, GLEB
from tests.live.ear import passing, served, wakes_by_nothing
from tests.signin.browser import Browser
from tests.signin.conftest import PASSWORD
from tests.signin.facts import signin_facts
from tests.signin.listening import listening
from tests.story import happened

LOGIN = "anna@example.com"


async def test_without_a_request_for_half_an_hour_it_is_over(anna: Browser, hands: Hands) -> None:
    for _ in range(3):
        hands.forward(minutes=20)
        assert (await anna("GET", "/me")).status_code == 200
    hands.forward(minutes=31)

    assert (await anna("GET", "/me")).status_code == 401


async def test_after_twelve_hours_it_is_over_whatever_happens(anna: Browser, hands: Hands) -> None:
    for _ in range(35):
        hands.forward(minutes=20)
        assert (await anna("GET", "/me")).status_code == 200
    hands.forward(minutes=21)

    assert (await anna("GET", "/me")).status_code == 401


async def test_being_seen_is_written_once_a_minute(
    anna: Browser, staffed: House, hands: Hands
) -> None:
    [opened] = await staffed.signin.sessions.of(ANNA)
    hands.forward(seconds=59)
    await anna("GET", "/me")
    [early] = await staffed.signin.sessions.of(ANNA)
    hands.forward(seconds=2)
    await anna("GET", "/me")
    [late] = await staffed.signin.sessions.of(ANNA)

    assert early.seen_at == opened.seen_at
    assert late.seen_at == hands.at


async def test_she_sees_her_sessions_and_ends_the_one_she_left_open(
    anna: Browser, browser: Browser, staffed: House
) -> None:
    await browser(
        "POST",
        "/session",
        json={"login": LOGIN, "password": PASSWORD},
        headers={"User-Agent": "the computer in the lobby"},
    )
    items = (await anna("GET", "/sessions")).json()["items"]
    lobby = next(one for one in items if not one["current"])
    ended = await anna("DELETE", f"/sessions/{lobby['session_id']}")
    again = await anna("DELETE", f"/sessions/{lobby['session_id']}")

    assert (len(items), lobby["device"]) == (2, "the computer in the lobby")
    assert (ended.status_code, again.status_code) == (200, 404)
    assert (await browser("GET", "/me")).status_code == 401
    assert (await anna("GET", "/me")).status_code == 200
    assert isinstance((await signin_facts(staffed, ANNA))[-1], SessionRevoked)


async def test_nobody_ends_a_session_of_somebody_else(anna: Browser, staffed: House) -> None:
    id_, secret = await staffed.signin.sessions.open(GLEB, "glebs")

    assert (await anna("DELETE", f"/sessions/{id_}")).status_code == 404
    assert await staffed.signin.sessions.alive({secret})
    assert (await anna("DELETE", f"/employees/{GLEB}/sessions")).status_code == 403


async def test_signing_out_ends_it_on_the_server(anna: Browser, staffed: House) -> None:
    secret = anna.cookies[SESSION]
    await anna("DELETE", "/session")

    assert SESSION not in anna.cookies
    assert not await staffed.signin.sessions.alive({secret})


async def test_another_password_ends_all_others_and_gives_this_one_a_new_id(
    anna: Browser, browser: Browser
) -> None:
    await browser.signs_in(LOGIN, PASSWORD)
    before = anna.cookies[SESSION]
    new = "a lantern under four bridges"
    refused = await anna("PUT", "/me/password", json={"old": "wrong", "new": new})
    weak = await anna("PUT", "/me/password", json={"old": PASSWORD, "new": "password123"})
    await anna.does("PUT", "/me/password", old=PASSWORD, new=new)

    assert (refused.status_code, refused.json()["field"]) == (422, "password")
    assert (weak.status_code, weak.json()["field"]) == (422, "new")
    assert (await browser("GET", "/me")).status_code == 401
    assert (await anna("GET", "/me")).status_code == 200
    assert anna.cookies[SESSION] != before
    assert (await browser.signs_in(LOGIN, new)).status_code == 200


async def test_who_has_left_opens_nothing_at_once(anna: Browser, staffed: House) -> None:
    await shut_out(staffed, "test", ANNA)

    assert (await anna("GET", "/me")).status_code == 401
    assert await staffed.signin.credentials.of(ANNA) is None


@pytest.mark.timeout(300)
@pytest.mark.parametrize("end", ["session", "employee"])
async def test_a_stream_ends_within_a_second_when_its_session_does(
    staffed: House, admin: Caller, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked up so often, and told to end by that alone: the rest is the machine's time."""
    wakes_by_nothing(monkeypatch)
    _, secret = await staffed.signin.sessions.open(ANNA, "firefox")
    async with served(staffed) as url, listening(url, secret) as blocks:
        await passing(blocks, "position")
        if end == "session":
            await staffed.signin.sessions.revoke_of(ANNA)
        else:
            await admin("DELETE", f"/employees/{ANNA}/sessions")
        await passing(blocks, "end")
        rest = [heard async for heard in blocks]

    assert rest == []
    assert tail._VOUCH_SECONDS + tail._TICK_SECONDS < 1


@pytest.mark.timeout(300)
async def test_a_stream_alone_does_not_keep_a_session_alive(staffed: House, hands: Hands) -> None:
    _, secret = await staffed.signin.sessions.open(ANNA, "firefox")
    async with served(staffed) as url, listening(url, secret) as blocks:
        await passing(blocks, "position")
        hands.forward(minutes=31)

        assert (await passing(blocks, "end")).told == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_foreign_page_gets_no_stream(staffed: House, headers: dict[str, str]) -> None:
    _, secret = await staffed.signin.sessions.open(ANNA, "firefox")
    own = {"Cookie": f"{SESSION}={secret}"}
    async with served(staffed) as url, aiohttp.ClientSession() as http:
        answer = await http.get(f"{url}/live", headers=own | headers)

        assert answer.status == 403


async def test_another_role_counts_at_the_next_request(anna: Browser, staffed: House) -> None:
    before = (await anna("GET", "/employees")).status_code
    given = RoleGiven(employee_id=ANNA, role="administrator")
    await happened(staffed, Subject("employee", str(ANNA)), given)

    assert (before, (await anna("GET", "/employees")).status_code) == (403, 200)


async def test_many_requests_at_once_are_one_session(anna: Browser) -> None:
    answers = await asyncio.gather(*(anna("GET", "/me") for _ in range(10)))

    assert {answer.status_code for answer in answers} == {200}
