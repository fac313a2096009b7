"""A manager leaves: access ends at once, and what they held is another's in one step."""

import pytest
from httpx import AsyncClient

from contracts.company import EmployeeLeft
from contracts.ids import derived
from hub.house import House
from tests.access.company import BORISES, about, two_cards
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA, GLEB


@pytest.fixture
async def both(story: Story) -> Story:
    await two_cards(story)
    return story


@pytest.mark.usefixtures("both")
async def test_a_successor_gets_everything_and_the_leaver_nothing_more(
    moving: House, http: AsyncClient, anna: Caller, admin: Caller
) -> None:
    gleb = Caller(http, await moving.tokens.give("gleb", "employee", GLEB))
    await moving.signin.sessions.open(ANNA, "phone")
    done = await admin.does("POST", f"/employees/{ANNA}/departure", successor_id=str(GLEB))
    again = await admin.does("POST", f"/employees/{ANNA}/departure", successor_id=str(GLEB))

    counts = {name: done[name] for name in ("conversations", "leads", "deals", "tasks")}
    assert counts == {"conversations": 1, "leads": 1, "deals": 1, "tasks": 1}
    assert [again[name] for name in counts] == [0, 0, 0, 0]
    assert (await anna("GET", "/me")).status_code == 401
    assert await moving.signin.sessions.of(ANNA) == []
    for path in (f"/clients/{BORISES.client_id}", f"/deals/{BORISES.deal_id}"):
        assert (await gleb("GET", path)).status_code == 200


async def test_a_departure_that_was_interrupted_is_finished_by_saying_it_again(
    both: Story, admin: Caller
) -> None:
    await both.tell(about("employee", ANNA), EmployeeLeft(employee_id=ANNA))
    done = await admin.does("POST", f"/employees/{ANNA}/departure")
    talk = await admin.get(f"/conversations/{BORISES.conversation_id}")

    assert (done["conversations"], talk["assignee_id"]) == (1, None)


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("successor", [str(ANNA), str(derived("stranger"))])
async def test_only_a_colleague_succeeds(admin: Caller, successor: str) -> None:
    answer = await admin("POST", f"/employees/{ANNA}/departure", json={"successor_id": successor})

    assert (answer.status_code, answer.json()["field"]) == (422, "successor_id")
