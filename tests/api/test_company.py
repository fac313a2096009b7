from typing import Any

from contracts.inbound import Address, AddressKind
from hub.domain.identity import identity_of
from hub.house import House
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA, DARIA, GLEB

DAY = [{"start": "09:00", "end": "18:00"}]
WEEK = {"timezone": "Europe/Moscow", "week": [DAY] * 5 + [[], []], "holidays": ["2026-01-01"]}
STEPS: list[dict[str, Any]] = [
    {"after_seconds": 600, "level": 0},
    {"after_seconds": 1800, "level": 1, "via": ["telegram"]},
]


async def test_an_employee_has_a_name_an_address_and_a_head(house: House, admin: Caller) -> None:
    anna = (await admin.does("POST", "/employees", name="Анна"))["employee_id"]
    gleb = (await admin.does("POST", "/employees", name="Глеб"))["employee_id"]
    await admin.does("PUT", f"/employees/{anna}/head", head_id=gleb)
    said = {"kind": "phone", "value": "8 (912) 345-67-89"}
    bound = await admin.does("POST", f"/employees/{anna}/addresses", **said)

    identity = identity_of(
        Address(kind=AddressKind.PHONE, value="+79123456789"), house.secret.digest
    )
    assert identity
    assert bound["digest"] == str(identity.id)
    assert await admin.get(f"/employees/{anna}") == {
        "employee_id": anna,
        "name": "Анна",
        "head_id": gleb,
        "departed": False,
        "available": True,
        "role": "manager",
        "teams": [],
        "addresses": [{"digest": bound["digest"], "kind": "phone", "value": "+79123456789"}],
    }


async def test_an_address_is_one_employees_until_it_is_let_go(story: Story, admin: Caller) -> None:
    await story.employee()
    await story.employee(GLEB, "Глеб")
    said = {"kind": "email", "value": "Sales@Shop.example"}
    bound = await admin.does("POST", f"/employees/{ANNA}/addresses", **said)

    taken = await admin("POST", f"/employees/{GLEB}/addresses", json=said)
    await admin.does("DELETE", f"/employees/{ANNA}/addresses/{bound['digest']}")
    await admin.does("POST", f"/employees/{GLEB}/addresses", **said)

    assert taken.status_code == 409
    assert (await admin.get(f"/employees/{ANNA}"))["addresses"] == []


async def test_what_is_no_address_is_refused(story: Story, admin: Caller) -> None:
    await story.employee()

    said = {"kind": "phone", "value": "canary"}
    answer = await admin("POST", f"/employees/{ANNA}/addresses", json=said)

    assert (answer.status_code, answer.json()["field"]) == (422, "value")


async def test_nobody_stands_above_themselves(story: Story, admin: Caller) -> None:
    for id_, name in ((ANNA, "Анна"), (GLEB, "Глеб"), (DARIA, "Дарья")):
        await story.employee(id_, name)
    await admin.does("PUT", f"/employees/{ANNA}/head", head_id=str(GLEB))
    await admin.does("PUT", f"/employees/{GLEB}/head", head_id=str(DARIA))

    answer = await admin("PUT", f"/employees/{DARIA}/head", json={"head_id": str(ANNA)})

    assert answer.status_code == 409


async def test_who_leaves_can_do_nothing_and_is_told_nothing(
    story: Story, admin: Caller, anna: Caller
) -> None:
    await story.employee()
    said = {"kind": "telegram", "value": "5"}
    await admin.does("POST", f"/employees/{ANNA}/addresses", **said)

    await admin.does("POST", f"/employees/{ANNA}/departure")

    left = await admin.get(f"/employees/{ANNA}")
    assert (left["departed"], left["addresses"]) == (True, [])
    assert (await anna("GET", "/me")).status_code == 401


async def test_the_policy_and_its_calendar_come_back_as_set(story: Story, admin: Caller) -> None:
    await story.employee()
    await admin.does("PUT", "/calendar", **WEEK)
    await admin.does("PUT", "/policy", steps=STEPS, on_duty=str(ANNA))

    policy, calendar = await admin.get("/policy"), await admin.get("/calendar")

    assert [step["after_seconds"] for step in policy["steps"]] == [600, 1800]
    assert (policy["calendar"], policy["on_duty"]) == ("main", str(ANNA))
    assert calendar["week"][0] == [{"start": "09:00:00", "end": "18:00:00"}]


async def test_a_policy_that_could_not_be_followed_is_refused(admin: Caller) -> None:
    early = await admin("PUT", "/policy", json={"steps": STEPS})
    await admin.does("PUT", "/calendar", **WEEK)

    wrong = [
        {"steps": []},
        {"steps": [STEPS[1], STEPS[0]]},
        {"steps": [STEPS[0] | {"via": []}]},
        {"steps": STEPS, "on_duty": str(ANNA)},
    ]
    answers = [await admin("PUT", "/policy", json=body) for body in wrong]

    assert early.json()["field"] == "calendar"
    assert [answer.status_code for answer in answers] == [422] * 4
    fields = [answer.json()["field"] for answer in answers]
    assert fields == ["steps", "steps.1.after_seconds", "steps.0.via", "on_duty"]


async def test_a_calendar_that_makes_no_sense_is_refused(admin: Caller) -> None:
    wrong = [
        WEEK | {"timezone": "../etc/passwd"},
        WEEK | {"week": [[]] * 7},
        WEEK | {"week": [[{"start": "18:00", "end": "09:00"}]] * 7},
        WEEK | {"week": [DAY] * 6},
    ]

    answers = [await admin("PUT", "/calendar", json=body) for body in wrong]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert [answer.json()["field"] for answer in answers] == ["timezone", "week", "week", "week"]
