"""Whose card is whose: who sees it, from when on, and until when."""

from typing import Any

import pytest
from httpx import AsyncClient

from contracts.access import TeamSet
from contracts.company import ReportingChanged
from contracts.conversation import NoteAdded
from contracts.ids import MessageId, TeamId, derived
from contracts.lead import LeadAttached
from hub.house import House
from tests.access.company import BORISES, NADYAS, VERAS, Card, about, acts_as, arrives, two_cards
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA, BORIS_CARD, DARIA, GLEB, VERA, VERA_CARD


@pytest.fixture
async def both(story: Story) -> Story:
    await two_cards(story)
    return story


@pytest.fixture
async def gleb(moving: House, http: AsyncClient) -> Caller:
    return Caller(http, await moving.tokens.give("gleb", "employee", GLEB))


async def cards(caller: Caller) -> set[str]:
    return {one["client_id"] for one in (await caller.get("/clients"))["items"]}


async def reads(caller: Caller, card: Card) -> int:
    return (await caller("GET", f"/clients/{card.client_id}")).status_code


@pytest.mark.usefixtures("both")
async def test_what_is_not_yours_is_answered_like_what_is_not_there(anna: Caller) -> None:
    nothing = str(derived("nothing"))
    for path, id_ in (
        ("/clients/{}", VERAS.client_id),
        ("/conversations/{}", VERAS.conversation_id),
        ("/leads/{}", VERAS.lead_id),
        ("/deals/{}", VERAS.deal_id),
        ("/tasks/{}", VERAS.task_id),
        ("/calls/{}", VERAS.call_id),
        ("/messages/{}/raw", VERAS.message_id),
    ):
        theirs = await anna("GET", path.format(id_))
        nobodys = await anna("GET", path.format(nothing))
        assert (theirs.status_code, theirs.content) == (404, nobodys.content), path


async def test_what_nobody_holds_is_everybodys_until_somebody_takes_it(
    both: Story, anna: Caller, gleb: Caller
) -> None:
    await arrives(both, NADYAS, "79")
    before = await reads(anna, NADYAS), await reads(gleb, NADYAS)
    await anna.does(
        "POST", f"/conversations/{NADYAS.conversation_id}/assignment", employee_id=str(ANNA)
    )

    assert before == (200, 200)
    assert (await reads(anna, NADYAS), await reads(gleb, NADYAS)) == (200, 404)
    assert await cards(gleb) == {str(VERA_CARD)}


@pytest.mark.usefixtures("both")
async def test_who_holds_one_thing_on_a_card_reaches_all_of_it(gleb: Caller, admin: Caller) -> None:
    await admin.does("POST", f"/tasks/{BORISES.task_id}/assign", employee_id=str(GLEB))

    answers = [
        (await gleb("GET", path)).status_code
        for path in (
            f"/clients/{BORISES.client_id}",
            f"/conversations/{BORISES.conversation_id}/thread",
            f"/calls/{BORISES.call_id}",
        )
    ]
    assert answers == [200, 200, 200]


@pytest.mark.usefixtures("both")
async def test_a_merge_joins_the_holders_and_undoing_it_parts_them(
    anna: Caller, gleb: Caller, admin: Caller
) -> None:
    merge = await admin.does("POST", f"/clients/{BORIS_CARD}/merge", other_client_id=str(VERA_CARD))
    together = [await reads(who, BORISES) for who in (anna, gleb)]
    absorbed = [await reads(who, VERAS) for who in (anna, gleb)]
    talk = await anna("GET", f"/conversations/{VERAS.conversation_id}")
    await admin.does("POST", f"/clients/{BORIS_CARD}/unmerge", merge_id=merge["merge_id"])

    assert (together, absorbed, talk.status_code) == ([200, 200], [200, 200], 200)
    assert [await reads(who, BORISES) for who in (anna, gleb)] == [200, 404]
    assert [await reads(who, VERAS) for who in (anna, gleb)] == [404, 200]


@pytest.mark.usefixtures("both")
async def test_a_card_cannot_be_had_by_naming_it_in_a_body(anna: Caller) -> None:
    asked: list[tuple[str, dict[str, Any]]] = [
        (f"/clients/{BORIS_CARD}/merge", {"other_client_id": str(VERA_CARD)}),
        ("/deals", {"client_id": str(VERA_CARD), "stage": "new"}),
        ("/deals", {"identity_id": str(VERA), "stage": "new"}),
        ("/tasks", {"title": "x", "client_id": str(VERA_CARD), "assignee_id": str(ANNA)}),
        ("/tasks", {"title": "x", "lead_id": str(VERAS.lead_id), "assignee_id": str(ANNA)}),
        ("/tasks", {"title": "x", "deal_id": str(VERAS.deal_id), "assignee_id": str(ANNA)}),
        (f"/leads/{BORISES.lead_id}/attach", {"client_id": str(VERA_CARD)}),
        (
            f"/clients/{BORIS_CARD}/never",
            {"identity_id": str(BORISES.identity_id), "other_identity_id": str(VERA)},
        ),
    ]
    answers = [(await anna("POST", path, json=body)).status_code for path, body in asked]

    assert answers == [404, 422, 422, 422, 422, 422, 422, 422]
    assert await reads(anna, VERAS) == 404


async def test_who_is_mentioned_reaches_the_card_and_takes_it_from_nobody(
    both: Story, anna: Caller, gleb: Caller
) -> None:
    await arrives(both, NADYAS, "79")
    for card, whom in ((BORISES, GLEB), (NADYAS, GLEB)):
        note = NoteAdded(
            conversation_id=card.conversation_id,
            message_id=MessageId(derived("note", card.name)),
            text="?",
            by=ANNA,
            mentions=(whom,),
        )
        await both.tell(about("conversation", card.conversation_id), note, card.identity_id)

    assert [await reads(gleb, card) for card in (BORISES, NADYAS)] == [200, 200]
    assert await reads(anna, NADYAS) == 200


async def test_tasks_of_a_lead_go_with_it_to_another_card(
    both: Story, anna: Caller, gleb: Caller
) -> None:
    moved = LeadAttached(lead_id=VERAS.lead_id, identity_id=BORISES.identity_id, by="test")
    for aggregate, id_ in (("lead", VERAS.lead_id), ("deal", VERAS.deal_id)):
        await both.tell(about(aggregate, id_), moved)

    # gleb's task is about the deal that went to boris' card: there he is now, too
    assert await reads(gleb, BORISES) == 200
    assert await reads(anna, VERAS) == 404


async def test_a_head_reaches_what_is_held_below_and_nobody_beside(
    both: Story, moving: House, http: AsyncClient
) -> None:
    daria = Caller(http, await acts_as(moving, both, DARIA, "daria", "head_of_sales"))
    before = await cards(daria)
    below = ReportingChanged(employee_id=ANNA, head_id=DARIA)
    await both.tell(about("employee", ANNA), below)
    of_report = await cards(daria)
    team = TeamSet(team_id=TeamId(derived("team")), name="East", lead_id=DARIA, members=(GLEB,))
    await both.tell(about("team", team.team_id), team)

    assert (before, of_report) == (set(), {str(BORIS_CARD)})
    assert await cards(daria) == {str(BORIS_CARD), str(VERA_CARD)}


@pytest.mark.usefixtures("both")
async def test_a_task_about_nobody_is_its_assignees_and_its_makers(
    anna: Caller, gleb: Caller
) -> None:
    task = await anna.does("POST", "/tasks", title="Заказать бумагу", assignee_id=str(ANNA))
    path = f"/tasks/{task['task_id']}"
    alone = (await anna("GET", path)).status_code, (await gleb("GET", path)).status_code
    await anna.does("POST", f"{path}/assign", employee_id=str(GLEB))

    assert alone == (200, 404)
    assert [(await who("GET", path)).status_code for who in (anna, gleb)] == [200, 200]


@pytest.mark.usefixtures("both")
async def test_a_role_counts_from_the_next_question_on(anna: Caller, admin: Caller) -> None:
    before = (await anna("GET", "/sources")).status_code
    await admin.does("PUT", f"/employees/{ANNA}/role", role="marketer")
    me = await anna.get("/me")

    assert before == 403
    assert (await anna("GET", "/sources")).status_code == 200
    assert (await anna("GET", "/clients")).status_code == 403
    assert (me["role"], me["grants"]) == (
        "marketer",
        {"marketing": {"level": "administrator", "scope": "all"}},
    )


async def test_nobody_gives_more_than_they_have(
    both: Story, moving: House, http: AsyncClient, admin: Caller
) -> None:
    grants = {"settings": {"level": "administrator", "scope": "all"}}
    await admin.does("PUT", "/roles/office", title="Office", grants=grants)
    office = Caller(http, await acts_as(moving, both, DARIA, "daria", "office"))
    tried = [
        await office("PUT", f"/employees/{DARIA}/role", json={"role": "administrator"}),
        await office("PUT", f"/employees/{DARIA}/role", json={"role": "director"}),
        await office(
            "PUT",
            "/roles/office",
            json={"title": "Office", "grants": {"clients": {"level": "employee", "scope": "all"}}},
        ),
        await admin("PUT", "/roles/administrator", json={"title": "Nothing", "grants": {}}),
    ]

    assert [one.status_code for one in tried] == [403, 403, 403, 403]
