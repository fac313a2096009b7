from typing import Any

import pytest

from contracts.ids import drawn
from hub.house import House
from projections.company import ROTATIONS
from projections.touches import CAMPAIGN_PRICES
from tests.api.caller import Caller
from tests.api.sales import REPAIR, STAGES, state_of
from tests.api.story import Story
from tests.examples import ANNA, GLEB
from tests.story import table

PRICE: dict[str, Any] = {"click_price": "12.50", "currency": "RUB", "valid_from": "2026-11-01"}


async def test_a_pipeline_is_set_whole(house: House, admin: Caller) -> None:
    first = await admin.does("PUT", "/pipelines/repair", **REPAIR)

    again = await admin.does("PUT", "/pipelines/repair", **REPAIR)

    state = await state_of(house, "pipeline", "repair")
    assert [stage.name for stage in state.stages] == ["asked", "visit", "paid"]
    assert state.stages[1].overdue[0].after_seconds == 3600
    assert again == first


@pytest.mark.parametrize(
    ("stages", "field"),
    [
        ([], "stages"),
        ([STAGES[0], STAGES[0]], "stages.1.name"),
        ([{"name": "Заявка", "title": "?"}], "stages.0.name"),
        ([{"name": "a", "title": "?", "overdue": [{"after_seconds": 0, "level": 0}]}], None),
        ([{"name": "a", "title": "?", "colour": "red"}], None),
    ],
)
async def test_a_pipeline_that_makes_no_sense_is_refused(
    admin: Caller, stages: list[Any], field: str | None
) -> None:
    answer = await admin("PUT", "/pipelines/repair", json={"title": "Ремонт", "stages": stages})

    assert answer.status_code == 422
    assert field in {None, answer.json()["field"]}


async def test_a_campaign_has_a_price_from_a_day_on(house: House, admin: Caller) -> None:
    await admin.does("PUT", "/campaigns/Весна/price", **PRICE, source="VK")
    await admin.does("PUT", "/campaigns/весна/price", **PRICE)
    await admin.does("PUT", "/campaigns/весна/price", **PRICE | {"click_price": 13})

    rows = await table(house, CAMPAIGN_PRICES)
    prices = {(row.campaign, row.source): row.minor for row in rows}
    assert prices == {("весна", "vk"): 1250, ("весна", ""): 1300}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"click_price": "0.001"}, "click_price"),
        ({"valid_from": "someday"}, "valid_from"),
        ({"currency": "₽"}, "currency"),
    ],
)
async def test_a_price_that_makes_no_sense_is_refused(
    admin: Caller, said: dict[str, Any], field: str
) -> None:
    answer = await admin("PUT", "/campaigns/spring/price", json=PRICE | said)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_new_leads_are_taken_in_turn_by_those_who_work_here(
    house: House, story: Story, admin: Caller
) -> None:
    await story.employee()

    strangers = await admin("PUT", "/rotation", json={"employees": [str(ANNA), str(drawn())]})
    twice = await admin("PUT", "/rotation", json={"employees": [str(ANNA)] * 2})
    await admin.does("PUT", "/rotation", employees=[str(ANNA)], prefer_last=False)

    (row,) = await table(house, ROTATIONS)
    assert (row.employees, row.prefer_last) == ((ANNA,), False)
    assert (strangers.status_code, strangers.json()["field"]) == (422, "employees.1")
    assert (twice.status_code, twice.json()["field"]) == (422, "employees")


async def test_somebody_says_for_themselves_whether_they_take_new_leads(
    house: House, story: Story, admin: Caller, anna: Caller
) -> None:
    await story.employee()
    await story.employee(GLEB, "Глеб")

    await anna.does("PUT", f"/employees/{ANNA}/availability", available=False)
    for_gleb = await anna("PUT", f"/employees/{GLEB}/availability", json={"available": False})
    await admin.does("PUT", f"/employees/{GLEB}/availability", available=False)

    assert for_gleb.status_code == 403
    assert not (await state_of(house, "employee", ANNA)).available
    assert not (await state_of(house, "employee", GLEB)).available


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/pipelines/repair", REPAIR),
        ("/campaigns/x/price", PRICE),
        ("/rotation", {"employees": []}),
    ],
)
async def test_only_administrators_set_how_sales_go(
    anna: Caller, path: str, said: dict[str, Any]
) -> None:
    assert (await anna("PUT", path, json=said)).status_code == 403
