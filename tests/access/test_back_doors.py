"""Ways around the policy that somebody tried, and that are closed."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from contracts.ids import derived
from hub.access.rank import another_stays
from hub.house import House
from tests.access.company import BORISES, NADYAS, VERAS, acts_as, arrives, two_cards
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA, DARIA, GLEB
from tests.story import until

_TWO_WAIT = "SELECT count(*) = 2 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
async def both(story: Story) -> Story:
    await two_cards(story)
    return story


@pytest.mark.usefixtures("both")
async def test_a_task_cannot_ask_whether_somebody_elses_lead_or_deal_is_there(
    anna: Caller,
) -> None:
    for field, theirs in (("lead_id", VERAS.lead_id), ("deal_id", VERAS.deal_id)):
        said = [{"title": "?", field: str(id_)} for id_ in (theirs, derived("nothing"))]
        there, not_there = [await anna("POST", "/tasks", json=one) for one in said]
        assert (there.status_code, there.content) == (422, not_there.content)


@pytest.mark.usefixtures("both")
async def test_search_shows_no_cards_to_whom_cards_are_not_for(
    moving: House, http: AsyncClient, anna: Caller
) -> None:
    scopes = ["see_conversations"]
    narrow = Caller(http, await moving.tokens.give("narrow", "employee", ANNA, scopes=scopes))
    seen, shown = [await who.get("/search", q="boris") for who in (anna, narrow)]

    assert [one["client_id"] for one in seen["clients"]] == [str(BORISES.client_id)]
    assert (shown["clients"], shown["messages"]) == ([], seen["messages"])
    assert shown["messages"]


async def test_the_last_administrator_neither_leaves_nor_becomes_anything_else(
    both: Story, moving: House, http: AsyncClient, admin: Caller
) -> None:
    daria = Caller(http, await acts_as(moving, both, DARIA, "daria", "administrator"))
    tried = [
        await daria("PUT", f"/employees/{DARIA}/role", json={"role": "manager"}),
        await admin("POST", f"/employees/{DARIA}/departure"),
    ]
    await admin.does("PUT", f"/employees/{GLEB}/role", role="administrator")

    assert [one.status_code for one in tried] == [409, 409]
    assert (await daria.get("/me"))["role"] == "administrator"
    await daria.does("PUT", f"/employees/{DARIA}/role", role="manager")


async def test_of_two_administrators_who_are_put_out_at_once_one_stays(
    both: Story, moving: House, admin: Caller
) -> None:
    for one, name in ((DARIA, "daria"), (GLEB, "gleb")):
        await acts_as(moving, both, one, name, "administrator")

    async def two_wait() -> Any:
        async with moving.views.connect() as connection:
            return await connection.scalar(text(_TWO_WAIT))

    async with moving.views.begin() as before_them:
        await before_them.execute(text("SELECT pg_advisory_xact_lock(81715)"))
        asked = asyncio.gather(
            admin("PUT", f"/employees/{GLEB}/role", json={"role": "manager"}),
            admin("POST", f"/employees/{DARIA}/departure"),
        )
        await until(two_wait)

    assert sorted(one.status_code for one in await asked) == [200, 409]


async def test_who_may_put_an_administrator_out_holds_none_of_the_connections_of_all(
    both: Story, moving: House
) -> None:
    for one, name in ((DARIA, "daria"), (GLEB, "gleb")):
        await acts_as(moving, both, one, name, "administrator")

    pool = moving.views.pool

    async def none_is_held() -> bool:
        return isinstance(pool, QueuePool) and pool.checkedout() == 0

    async with another_stays(moving, GLEB):
        assert await until(none_is_held)


@pytest.mark.usefixtures("both")
async def test_a_departure_that_is_refused_ends_nobodys_access(
    moving: House, anna: Caller, admin: Caller
) -> None:
    await moving.signin.credentials.name(ANNA, "anna")
    body = {"successor_id": str(derived("stranger"))}
    refused = await admin("POST", f"/employees/{ANNA}/departure", json=body)

    assert refused.status_code == 422
    assert (await anna("GET", "/me")).status_code == 200
    assert await moving.signin.credentials.of(ANNA) is not None


async def test_who_mentions_themselves_does_not_keep_a_card_that_somebody_takes(
    both: Story, anna: Caller, admin: Caller
) -> None:
    await arrives(both, NADYAS, "79")
    there = f"/conversations/{NADYAS.conversation_id}"
    await anna.does("POST", f"{there}/notes", text="мне", mentions=[str(ANNA)])
    await admin.does("POST", f"{there}/assignment", employee_id=str(GLEB))

    assert (await anna("GET", there)).status_code == 404


async def test_nobody_puts_people_below_themselves(
    both: Story, moving: House, http: AsyncClient, admin: Caller
) -> None:
    grants = {
        "settings": {"level": "administrator", "scope": "all"},
        "clients": {"level": "employee", "scope": "team"},
    }
    await admin.does("PUT", "/roles/office", title="Office", grants=grants)
    daria = Caller(http, await acts_as(moving, both, DARIA, "daria", "office"))
    team = {"name": "Mine", "lead_id": str(DARIA), "members": [str(ANNA), str(GLEB)]}
    tried = [
        await daria("PUT", f"/teams/{derived('team')}", json=team),
        await daria("PUT", f"/employees/{GLEB}/head", json={"head_id": str(DARIA)}),
    ]

    assert [one.status_code for one in tried] == [403, 403]
    assert (await daria("GET", f"/clients/{VERAS.client_id}")).status_code == 404
    await daria.does("PUT", f"/employees/{GLEB}/head", head_id=str(ANNA))
