from datetime import datetime, timedelta
from typing import Any

import pytest

from hub.domain.task import TaskStatus
from hub.folds.reminders import REMINDERS
from hub.house import House
from tests.api.caller import Caller
from tests.api.sales import boris_asks, state_of
from tests.api.story import Story
from tests.domain.sales import LEAD, TASK
from tests.examples import ANNA, BORIS, GLEB
from tests.story import table

PATH = f"/tasks/{TASK}"


@pytest.fixture
def tomorrow(house: House) -> datetime:
    return house.clock().replace(microsecond=0) + timedelta(days=1)


async def opened(anna: Caller, **said: Any) -> Any:
    task = {"title": "Позвонить", "task_id": str(TASK), "assignee_id": str(ANNA)}
    return await anna.does("POST", "/tasks", **task | said)


async def test_a_task_about_a_lead_is_about_its_client_and_reminds(
    house: House, story: Story, anna: Caller, tomorrow: datetime
) -> None:
    await boris_asks(story)

    await opened(anna, lead_id=str(LEAD), due_at=tomorrow.isoformat())
    await opened(anna, lead_id=str(LEAD), due_at=tomorrow.isoformat())

    state = await state_of(house, "task", TASK)
    assert (state.identity_id, state.assignee, state.due_at) == (BORIS, ANNA, tomorrow)
    assert [(row.about_id, row.due_at) for row in await table(house, REMINDERS)] == [
        (TASK, tomorrow)
    ]


async def test_a_task_that_is_put_off_reminds_later_and_one_that_is_done_never(
    house: House, story: Story, anna: Caller, tomorrow: datetime
) -> None:
    await story.employee()
    await opened(anna, due_at=tomorrow.isoformat())
    later = tomorrow + timedelta(hours=5)

    await anna.does("POST", f"{PATH}/reschedule", due_at=later.isoformat())
    (row,) = await table(house, REMINDERS)
    await anna.does("POST", f"{PATH}/finish", outcome="договорились")

    assert row.due_at == later
    assert await table(house, REMINDERS) == []
    assert (await anna.get(PATH))["outcome"] == "договорились"


async def test_whoever_takes_a_task_on_is_the_only_one_reminded(
    house: House, story: Story, anna: Caller, tomorrow: datetime
) -> None:
    await story.employee()
    await opened(anna, due_at=tomorrow.isoformat())

    await anna.does("POST", f"{PATH}/acknowledge")

    assert (await state_of(house, "task", TASK)).reminder.acknowledged_by == ANNA


async def test_a_task_that_was_cancelled_stays_so(house: House, story: Story, anna: Caller) -> None:
    await story.employee()
    await opened(anna)
    await anna.does("POST", f"{PATH}/cancel", reason="не нужно")

    answer = await anna("POST", f"{PATH}/finish", json={})

    assert answer.status_code == 409
    assert (await state_of(house, "task", TASK)).status is TaskStatus.CANCELLED


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"due_at": "2026-12-01T09:00:00"}, "due_at"),
        ({"due_at": "9999-12-31T23:59:59-12:00"}, "due_at"),
        ({"assignee_id": str(GLEB)}, "assignee_id"),
        ({"lead_id": str(LEAD)}, "lead_id"),
        ({"deal_id": str(LEAD)}, "deal_id"),
        ({"lead_id": str(LEAD), "deal_id": str(LEAD)}, "deal_id"),
        ({"title": "  "}, "title"),
    ],
)
async def test_a_task_that_makes_no_sense_is_refused(
    story: Story, anna: Caller, said: dict[str, Any], field: str
) -> None:
    await story.employee()

    answer = await anna("POST", "/tasks", json={"title": "Позвонить"} | said)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_the_id_of_a_task_stands_for_one_task(story: Story, anna: Caller) -> None:
    await boris_asks(story)
    await opened(anna)

    said = {"title": "Другое", "task_id": str(TASK), "lead_id": str(LEAD)}
    answer = await anna("POST", "/tasks", json=said)

    assert (answer.status_code, answer.json()["field"]) == (409, "task_id")


async def test_a_task_that_never_was_is_not_found(anna: Caller) -> None:
    assert (await anna("POST", f"{PATH}/finish", json={})).status_code == 404
