"""Who is told what, and for how long."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

import hub
from contracts.event import Subject
from contracts.ids import drawn
from hub.access.bearer import Bearer
from hub.access.roles import READY_MADE
from hub.api.access import may
from hub.domain.aggregates import RULES
from hub.house import House
from hub.live import tail
from hub.live.fact import Fact
from hub.live.rights import SEEN_WITH, sees
from hub.vault.schema import tokens
from tests.clock import Hands
from tests.examples import ANNA, GLEB
from tests.live.ear import Ear, passing, wakes_by_nothing
from tests.live.facts import ANNAS, happen

_HOUSES = [Path(hub.__file__).parent, Path(hub.__file__).parent.parent / "contracts"]
_OF_ANNA = Bearer(drawn(), "anna", "manager", ANNA, READY_MADE["manager"].grants)
_OF_OPS = Bearer(drawn(), "ops", "administrator", None)


def test_every_aggregate_has_its_right() -> None:
    written = {
        name
        for house in _HOUSES
        for file in house.rglob("*.py")
        for name in re.findall(r'Subject\(\s*"([a-z]+)"', file.read_text())
    }

    assert (written | RULES.keys()) <= SEEN_WITH.keys()


def test_what_is_not_in_the_table_is_shown_to_nobody() -> None:
    strange = Fact(1, "secret", str(ANNA), b"")

    assert not sees(_OF_OPS, strange)
    assert not sees(_OF_ANNA, strange)


@pytest.mark.parametrize("aggregate", sorted(SEEN_WITH.keys() - {"pager"}))
def test_a_fact_is_for_who_may_ask_for_what_it_is_about(aggregate: str) -> None:
    fact = Fact(1, aggregate, str(ANNA), b"")

    assert sees(_OF_OPS, fact)
    assert sees(_OF_ANNA, fact) == may(_OF_ANNA, SEEN_WITH[aggregate])
    assert not sees(Bearer(drawn(), "x", "unheard-of", ANNA), fact)


def test_ones_own_alarms_are_ones_own() -> None:
    annas, glebs = (Fact(1, "pager", str(one), b"") for one in (ANNA, GLEB))

    assert (sees(_OF_ANNA, annas), sees(_OF_ANNA, glebs)) == (True, False)
    assert sees(_OF_OPS, glebs)


async def test_an_employee_is_not_told_of_channels_and_the_administrator_is(
    house: House, anna: Ear, admin: Ear
) -> None:
    begun = await happen(house, 1)
    await happen(house, 1, Subject("channel", "shop"))
    await happen(house, 1, Subject("nothing-known", "1"))
    last = await happen(house, 1)

    await asyncio.gather(anna.hear_until(last, after=begun), admin.hear_until(last, after=begun))

    assert anna.seqs == [last]
    assert admin.seqs == [begun + 1, last]


async def test_a_revoked_token_ends_the_stream_within_seconds_also_when_nothing_happens(
    house: House, anna: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked up though nothing happens; nothing else would ever end the stream."""
    wakes_by_nothing(monkeypatch)
    async with anna.listening() as blocks:
        await passing(blocks, "position")
        await house.tokens.revoke("anna")
        end = await passing(blocks, "end")
        rest = [heard async for heard in blocks]

    assert (end.told, rest) == ({}, [])
    assert tail._VOUCH_SECONDS + tail._TICK_SECONDS < 1


async def test_a_token_that_expires_ends_the_stream(house: House, url: str, hands: Hands) -> None:
    soon = hands.at + timedelta(minutes=1)
    ear = Ear(url, await house.tokens.give("short", "employee", ANNA, soon))
    async with ear.listening() as blocks:
        await passing(blocks, "position")
        hands.forward(minutes=2)

        assert (await passing(blocks, "end")).name == "end"


async def test_nothing_is_told_after_the_role_was_taken_away(
    house: House, anna: Ear, admin: Ear
) -> None:
    async with anna.listening() as blocks, admin.listening() as others:
        await passing(blocks, "position")
        await passing(others, "position")
        async with house.vault.begin() as connection:
            taken = update(tokens).where(tokens.c.name == "anna").values(role="nothing")
            await connection.execute(taken)
        await happen(house, 1, ANNAS)
        await passing(others, "employee.availability_changed")
        rest = [heard.name async for heard in blocks]

    assert rest == ["end"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer hub_wrong"}, 401),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Last-Event-ID": "seven"}, 422),
        ({"Last-Event-ID": "-1"}, 422),
        ({"Last-Event-ID": str(2**63)}, 422),
    ],
)
async def test_a_stranger_a_foreign_page_and_nonsense_are_refused(
    anna: Ear, headers: dict[str, str], status: int
) -> None:
    own = {"Authorization": f"Bearer {anna.token}"} if status != 401 else {}
    answer = await anna.hears(headers=own | headers)

    assert answer.status == status
    assert answer.content_type == "application/problem+json"


async def test_the_hubs_own_page_may_listen(anna: Ear) -> None:
    origin = anna.url.removesuffix("/v1")
    answer = await _opened(anna, {"Origin": origin})

    assert (answer["status"], answer["type"]) == (200, "text/event-stream")
    assert answer["cache"] == "no-store"


async def _opened(ear: Ear, headers: dict[str, str]) -> dict[str, Any]:
    answer = await ear.hears(headers={"Authorization": f"Bearer {ear.token}"} | headers)
    answer.close()
    type_, cache = answer.content_type, answer.headers["Cache-Control"]
    return {"status": answer.status, "type": type_, "cache": cache}


async def test_a_token_in_the_address_opens_nothing(anna: Ear) -> None:
    answer = await anna.hears(params={"token": anna.token, "access_token": anna.token})

    assert answer.status == 401
