"""The funnel, against numbers worked out by hand; and what holds whatever deals do."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.event import Event
from contracts.ids import DealId, derived
from hub.access.bearer import AT_THE_MACHINE
from hub.api.models.funnel import By
from hub.api.models.sales import Pipeline
from hub.api.queries.funnel import funnel
from hub.api.queries.period import Period
from hub.domain.pipeline import SHIPPED
from hub.house import House
from hub.projector.prepare import prepare
from hub.projector.statements import physical, row_arrays, statements
from hub.wiring import PROJECTIONS
from projections.deals import DEALS, VISITS
from projections.kit import Table, play
from tests.api.caller import Caller
from tests.api.selling import Selling
from tests.examples import ANNA, GLEB, story
from tests.projections.sales import begun
from tests.projections.ways import ways

_SALES = Pipeline.model_validate(SHIPPED, from_attributes=True)
_OTHER = DealId(derived("deal", 2))


@pytest.fixture
async def sold(moving: House) -> None:
    await Selling(moving).everything()


def stage(group: Any, name: str) -> Any:
    return next(one for one in group["stages"] if one["stage"] == name)


@pytest.mark.usefixtures("sold")
async def test_each_stage_counts_its_stays_and_how_they_ended(admin: Caller) -> None:
    (whole,) = (await admin.get("/funnel"))["groups"]
    counts = ("entered", "left", "forward", "back", "won", "lost", "inside")

    assert {one["stage"]: [one[name] for name in counts] for one in whole["stages"]} == {
        "intent": [4, 3, 2, 0, 0, 1, 1],
        "documents": [1, 1, 0, 1, 0, 0, 0],
        "agreement": [1, 1, 0, 0, 1, 0, 0],
        "offer": [0] * 7,
        "execution": [0] * 7,
        "payment": [0] * 7,
    }


@pytest.mark.usefixtures("sold")
async def test_a_deal_that_came_twice_converts_once(admin: Caller) -> None:
    (whole,) = (await admin.get("/funnel"))["groups"]
    intent, agreement, offer = (stage(whole, one) for one in ("intent", "agreement", "offer"))

    assert (intent["deals"], intent["deals_on"], intent["deals_won"]) == (3, 1, 1)
    assert (intent["to_next"], intent["to_won"]) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
    assert (agreement["to_next"], offer["to_next"]) == (1.0, None)


@pytest.mark.usefixtures("sold")
async def test_time_in_a_stage_is_that_of_stays_that_ended(admin: Caller) -> None:
    """Ten minutes, ten minutes and half an hour; the one who is still there does not count."""
    (whole,) = (await admin.get("/funnel"))["groups"]
    intent = stage(whole, "intent")

    seconds = [intent[f"{name}_seconds"] for name in ("median", "p90", "mean")]

    assert seconds == [600, pytest.approx(1560), 1000]


@pytest.mark.usefixtures("sold")
async def test_the_funnel_begins_with_leads(admin: Caller) -> None:
    (whole,) = (await admin.get("/funnel"))["groups"]

    assert whole["leads"] == {
        "opened": 3,
        "open": 0,
        "qualified": 2,
        "rejected": 1,
        "to_qualified": pytest.approx(2 / 3),
    }


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(
    ("by", "entered", "leads"),
    [
        ("day", {"2026-11-02": 4}, {"2026-11-02": 3}),
        ("source", {"google": 2, "yandex": 1, None: 1}, {"google": 1, "yandex": 1, "telegram": 1}),
        ("channel", {"forms": 3, None: 1}, {"forms": 2, "telegram": 1}),
        ("manager", {str(ANNA): 3, str(GLEB): 1}, {str(ANNA): 1, str(GLEB): 1, None: 1}),
    ],
)
async def test_a_funnel_can_be_drawn_for_each(
    admin: Caller, by: str, entered: dict[str | None, int], leads: dict[str | None, int]
) -> None:
    groups = {one["key"]: one for one in (await admin.get("/funnel", by=by))["groups"]}

    stays = {key: stage(one, "intent")["entered"] for key, one in groups.items()}

    assert {key: number for key, number in stays.items() if number} == entered
    assert {key: n for key, one in groups.items() if (n := one["leads"]["opened"])} == leads


@pytest.mark.usefixtures("sold")
async def test_a_time_begins_with_its_first_moment_and_ends_before_its_last(admin: Caller) -> None:
    """One stay began at fifteen past, the next one at half past."""
    period = {"from": "2026-11-02T12:15:00Z", "to": "2026-11-02T15:30:00+03:00"}

    (whole,) = (await admin.get("/funnel", **period))["groups"]

    assert (stage(whole, "intent")["entered"], whole["leads"]["opened"]) == (1, 0)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"pipeline": "repairs"}, "pipeline"),
        ({"from": "2026-11-02T12:00:00"}, "from"),
        ({"from": "0001-01-01T00:00:00+14:00"}, "from"),
        ({"from": "2026-11-02T12:00:00Z", "to": "2026-11-01T12:00:00Z"}, "to"),
        ({"by": "mood"}, "by"),
    ],
)
async def test_a_question_that_cannot_be_is_refused(
    admin: Caller, asked: dict[str, str], field: str
) -> None:
    answer = await admin("GET", "/funnel", params=asked)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def _write(connection: AsyncConnection, of: Table[Any], events: list[Event]) -> None:
    await connection.execute(text(f"DELETE FROM {physical(of, 1)}"))  # noqa: S608 - our own name
    rows = list(play(of, story(*events)).values())
    driver: Any = (await connection.get_raw_connection()).driver_connection
    await driver.execute(statements(of, 1).write, *row_arrays(of, rows))


@pytest.mark.timeout(300)
@given(ways(), ways(_OTHER))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
async def test_whoever_enters_a_stage_has_left_it_or_is_inside(
    house: House, one: list[Event], other: list[Event]
) -> None:
    await prepare(house.views, PROJECTIONS)
    events = [begun(), *one, begun(_OTHER), *other]

    async with house.views.connect() as connection:
        for of in (DEALS, VISITS):
            await _write(connection, of, events)
        numbers = (
            (await funnel(connection, AT_THE_MACHINE, _SALES, Period(), By.STAGE)).groups[0].stages
        )

    assert sum(one.entered for one in numbers) == len(play(VISITS, story(*events)))
    for stays in numbers:
        assert stays.entered == stays.left + stays.inside
        assert stays.left == stays.forward + stays.back + stays.won + stays.lost
        assert stays.deals_on <= stays.deals <= stays.entered
        assert stays.deals_won <= stays.deals
