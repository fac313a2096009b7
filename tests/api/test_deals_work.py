import asyncio
from typing import Any

import pytest

from contracts.ids import drawn
from hub.domain.deal import DealStatus
from hub.folds.reminders import REMINDERS
from hub.house import House
from tests.api.caller import Caller
from tests.api.sales import REPAIR, boris_asks, state_of
from tests.api.story import Story
from tests.domain.sales import DEAL
from tests.examples import ANNA, BORIS, BORIS_CARD, GLEB, VERA
from tests.story import table

PATH = f"/deals/{DEAL}"


@pytest.fixture
async def deal(story: Story, admin: Caller, anna: Caller) -> Caller:
    """Anna, who sells boris a repair."""
    await boris_asks(story)
    await admin.does("PUT", "/pipelines/repair", **REPAIR)
    await begins(anna)
    return anna


async def begins(anna: Caller, **said: Any) -> Any:
    order = {"client_id": str(BORIS_CARD), "deal_id": str(DEAL), "pipeline": "repair"}
    return await anna.does("POST", "/deals", **order | said)


async def refused(anna: Caller, path: str, **said: Any) -> tuple[int, str | None]:
    answer = await anna("POST", path, json=said)
    return answer.status_code, answer.json().get("field")


async def test_a_deal_by_hand_begins_in_the_first_stage_and_is_whoevers_opened_it(
    house: House, deal: Caller
) -> None:
    state = await state_of(house, "deal", DEAL)

    assert (state.identity_id, state.owner, state.stage) == (BORIS, ANNA, "asked")
    assert (await begins(deal))["deal_id"] == str(DEAL)
    assert await refused(deal, "/deals", client_id=str(BORIS_CARD), identity_id=str(BORIS)) == (
        422,
        "identity_id",
    )


async def test_two_managers_who_move_one_deal_at_once_do_not_both_succeed(
    house: House, deal: Caller
) -> None:
    moves = [{"stage": stage, "from": "asked"} for stage in ("visit", "paid")]

    answers = await asyncio.gather(*(deal("POST", f"{PATH}/move", json=move) for move in moves))

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    won = next(move for move, answer in zip(moves, answers, strict=True) if answer.is_success)
    state = await state_of(house, "deal", DEAL)
    assert (state.stage, state.visit) == (won["stage"], 2)


async def test_two_managers_who_do_not_say_from_where_are_both_heard(
    house: House, deal: Caller
) -> None:
    answers = await asyncio.gather(
        *(deal("POST", f"{PATH}/move", json={"stage": stage}) for stage in ("visit", "paid"))
    )

    assert [answer.status_code for answer in answers] == [200, 200]
    assert (await state_of(house, "deal", DEAL)).visit == 3


async def test_a_deal_is_not_moved_into_a_stage_of_another_pipeline(deal: Caller) -> None:
    assert await refused(deal, f"{PATH}/move", stage="offer") == (422, "stage")


async def test_a_late_stage_is_reminded_of_until_the_deal_leaves_it(
    house: House, deal: Caller
) -> None:
    await deal.does("POST", f"{PATH}/move", stage="visit")
    (row,) = await table(house, REMINDERS)
    await deal.does("POST", f"{PATH}/move", stage="paid")

    assert row.about_id == DEAL
    assert row.due_at
    assert await table(house, REMINDERS) == []


async def test_who_takes_a_late_deal_on_is_the_only_one(
    house: House, deal: Caller, admin: Caller
) -> None:
    await deal.does("POST", f"{PATH}/move", stage="visit")

    await deal.does("POST", f"{PATH}/acknowledge")

    assert (await state_of(house, "deal", DEAL)).reminder.acknowledged_by == ANNA
    assert (await admin("POST", f"{PATH}/acknowledge")).status_code == 403


async def test_a_deal_is_won_once_for_its_price_and_reopened(house: House, deal: Caller) -> None:
    await deal.does("POST", f"{PATH}/price", amount=99.9, currency="EUR")
    await deal.does("POST", f"{PATH}/win")
    won = await state_of(house, "deal", DEAL)
    late = await refused(deal, f"{PATH}/lose", reason="дорого")
    await deal.does("POST", f"{PATH}/reopen", stage="visit")

    assert (won.status, won.price.minor, won.price.currency) == (DealStatus.WON, 9990, "EUR")
    assert late == (409, None)
    assert (await state_of(house, "deal", DEAL)).stage == "visit"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"amount": "1.005", "currency": "RUB"}, "amount"),
        ({"amount": "0.5", "currency": "JPY"}, "amount"),
        ({"amount": "1e400", "currency": "RUB"}, "amount"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "1", "currency": "rub"}, "currency"),
    ],
)
async def test_an_amount_is_exact_or_refused(
    deal: Caller, said: dict[str, Any], field: str
) -> None:
    assert await refused(deal, f"{PATH}/price", **said) == (422, field)


@pytest.mark.parametrize("pipeline", ["nowhere", "*", "a.b", ">", "a b", "Ремонт"])
async def test_a_deal_begins_in_no_pipeline_that_is_none(
    story: Story, anna: Caller, pipeline: str
) -> None:
    await story.client()

    said = {"client_id": str(BORIS_CARD), "pipeline": pipeline}
    assert await refused(anna, "/deals", **said) == (422, "pipeline")


async def test_the_id_of_a_deal_stands_for_one_deal(story: Story, deal: Caller) -> None:
    await story.client(VERA, value="88")

    said = {"identity_id": str(VERA), "deal_id": str(DEAL), "pipeline": "repair"}
    assert await refused(deal, "/deals", **said) == (409, "deal_id")


async def test_nobody_who_does_not_work_here_is_given_a_deal(deal: Caller) -> None:
    assert await refused(deal, f"{PATH}/assign", employee_id=str(GLEB)) == (422, "employee_id")
    assert await refused(deal, "/deals", client_id=str(BORIS_CARD), owner_id=str(GLEB)) == (
        422,
        "owner_id",
    )


async def test_a_deal_with_nobody_is_none(anna: Caller) -> None:
    assert await refused(anna, "/deals") == (422, "client_id")
    assert await refused(anna, "/deals", client_id=str(drawn())) == (422, "client_id")
    assert await refused(anna, f"/deals/{DEAL}/move", stage="paid") == (404, None)
