"""What a request says is taken as it is said, or refused: nothing is read as something else."""

from typing import Any
from uuid import UUID

import pytest

from tests.api.caller import Caller
from tests.api.sales import boris_asks, state_of
from tests.api.story import Story
from tests.domain.sales import LEAD
from tests.examples import ANNA, BORIS_CARD


@pytest.mark.parametrize(
    "amount",
    [
        "1e400",
        "1E3",
        "NaN",
        "-Infinity",
        "١٢٣",
        "１２３",
        "1_000",
        "-5",
        "1.234",
        "",
        " 7",
        True,
        -1,
    ],
)
async def test_an_amount_is_written_in_digits(story: Story, anna: Caller, amount: Any) -> None:
    await boris_asks(story)

    answer = await anna("POST", f"/leads/{LEAD}/qualify", json={"deal": {"amount": amount}})

    assert answer.status_code == 422, answer.text
    assert (await state_of(story.house, "lead", LEAD)).deal_id is None


@pytest.mark.parametrize("body", [b'{"deal":{"amount":1e400}}', b'{"deal":{"amount":NaN}}'])
async def test_an_amount_is_a_number_that_there_is(story: Story, anna: Caller, body: bytes) -> None:
    await boris_asks(story)

    answer = await anna("POST", f"/leads/{LEAD}/qualify", content=body, json_bytes=True)

    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/rotation", {"employees": [], "prefer_last": 0}),
        ("/rotation", {"employees": [], "prefer_last": "yes"}),
        (f"/employees/{ANNA}/availability", {"available": 1}),
        ("/campaigns/autumn/price", {"click_price": "1", "valid_from": 0}),
        ("/campaigns/autumn/price", {"click_price": "1", "valid_from": "0"}),
        ("/campaigns/autumn/price", {"click_price": "1", "valid_from": "2026-11-02T00:00:00Z"}),
        (
            "/pipelines/repair",
            {
                "title": "Ремонт",
                "stages": [
                    {
                        "name": "visit",
                        "title": "Выезд",
                        "overdue": [{"after_seconds": 60, "level": False}],
                    }
                ],
            },
        ),
        ("/policy", {"steps": [{"after_seconds": "600", "level": 0}]}),
        ("/calendar", {"timezone": "UTC", "week": [[]] * 7, "holidays": [0]}),
        ("/calendar", {"timezone": "UTC", "week": [[{"start": 0, "end": 3600}]] + [[]] * 6}),
    ],
)
async def test_nothing_is_read_as_something_else(
    story: Story, admin: Caller, path: str, body: dict[str, Any]
) -> None:
    await story.employee()

    answer = await admin("PUT", path, json=body)

    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("at", [0, 1795000000, "1795000000", "0.5", "2026-11-22T10:00:00"])
async def test_a_moment_is_written_out_with_its_offset(story: Story, anna: Caller, at: Any) -> None:
    await story.employee()

    asked = await anna("GET", "/funnel", params={"to": str(at)})
    answer = await anna("POST", "/tasks", json={"title": "?", "due_at": at})

    assert (asked.status_code, answer.status_code) == (422, 422)


async def test_an_id_of_another_kind_is_none(story: Story, anna: Caller) -> None:
    """A card is no deal, an employee no client, a lead no task: nothing happens to any of them."""
    await boris_asks(story)
    wrong: list[tuple[str, dict[str, Any]]] = [
        (f"/leads/{BORIS_CARD}/qualify", {}),
        (f"/leads/{ANNA}/detach", {}),
        (f"/deals/{LEAD}/win", {}),
        (f"/tasks/{LEAD}/finish", {}),
        ("/deals", {"client_id": str(ANNA)}),
        ("/deals", {"identity_id": str(BORIS_CARD)}),
        ("/tasks", {"title": "?", "deal_id": str(LEAD)}),
        ("/tasks", {"title": "?", "assignee_id": str(BORIS_CARD)}),
        (f"/leads/{LEAD}/attach", {"client_id": str(LEAD)}),
        (f"/leads/{LEAD}/assign", {"employee_id": str(LEAD)}),
    ]

    answers = [(await anna("POST", path, json=body)).status_code for path, body in wrong]

    assert answers == [404] * 4 + [422] * 6
    assert await state_of(story.house, "deal", UUID(str(LEAD))) is None
