"""Commands about sales, typed at a hub that is up."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from contracts.ids import derived
from contracts.inbound import CallPhase
from hub.cli.environment import settings_for
from hub.cli.funnel import lasted
from hub.cli.session import visit
from tests.api.selling import Selling, about
from tests.cli.conftest import Ask, Type
from tests.examples import ANNA
from tests.projections.sales import CALL, DEAL, LEAD, TASK, TO_DO, filled_in, minute, rang


async def sell(data: Path) -> None:
    async with visit(settings_for(data)) as house:
        selling = Selling(house)
        await selling.everything()
        await selling.tell(about("lead", LEAD), filled_in())
        await selling.tell(about("task", TASK), TO_DO)
        missed = rang(CallPhase.RINGING), rang(CallPhase.MISSED, minute(1))
        await selling.tell(about("call", CALL), *missed)
        await selling.shown()


@pytest.fixture(scope="module")
def sold_at() -> set[Path]:
    return set()


@pytest.fixture
def sold(data: Path, sold_at: set[Path], up: object) -> None:
    """A small company's sales, told once."""
    _ = up
    if data not in sold_at:
        asyncio.run(sell(data))
        sold_at.add(data)


def test_where_nothing_was_sold_the_way_to_begin_is_said(type_: Type, up: object) -> None:
    """Asked first: the tests after it sell."""
    _ = up
    said = {what: type_(what, "list").stdout for what in ("leads", "deals", "tasks", "calls")}

    assert "channels add" in said["leads"]
    assert "qualified" in said["deals"]
    assert "missed call" in said["tasks"]
    assert "channels add" in said["calls"]
    assert "No lead and no click" in type_("sources").stdout


@pytest.mark.usefixtures("sold")
def test_what_says_something_about_a_person_is_masked(type_: Type, ask: Ask) -> None:
    masked = type_("leads", "show", str(LEAD)).stdout + type_("deals", "list").stdout

    assert "Борис" not in masked + type_("calls", "list", "--json").stdout
    assert "Шкаф" not in masked
    assert ask("leads", "list", "--personal")[-1]["name"] == "Борис"
    assert ask("leads", "show", str(LEAD), "--personal")["submissions"][0]["fields"]


@pytest.mark.usefixtures("sold")
def test_lists_can_be_narrowed(ask: Ask) -> None:
    won = ask("deals", "list", "--status", "won")

    assert [one["deal_id"] for one in won] == [str(DEAL)]
    assert [one["task_id"] for one in ask("tasks", "list", "--overdue")] == [str(TASK)]
    assert [one["call_id"] for one in ask("calls", "list", "--missed")] == [str(CALL)]
    assert len(ask("leads", "list", "--limit", "1")) == 1


@pytest.mark.usefixtures("sold")
def test_a_deal_shows_its_way(ask: Ask, type_: Type) -> None:
    assert len(ask("deals", "show", str(DEAL))["visits"]) == 4
    assert "There is no deal" in type_("deals", "show", str(derived("nothing"))).stderr


@pytest.mark.usefixtures("sold")
def test_the_funnel_is_drawn(type_: Type, ask: Ask) -> None:
    lines = type_("funnel").stdout.splitlines()
    groups: list[Any] = ask("funnel", "--by", "manager")["groups"]

    assert lines[0] == "Leads 3: open 0, qualified 2 (67%), rejected 1"
    assert lines[2].split()[:4] == ["Обоюдное", "намерение", "4", "2"]
    assert {one["key"] for one in groups} >= {str(ANNA), None}
    assert type_("funnel", "--pipeline", "repairs").exit_code == 1


@pytest.mark.usefixtures("sold")
def test_sources_tell_what_they_cost_and_bring(type_: Type, ask: Ask) -> None:
    rows = {row["key"]: row for row in ask("sources", "--model", "first")["rows"]}

    assert rows["yandex"]["cost_per_won"] == [{"amount": "27.50", "currency": "RUB"}]
    assert "100000.50 RUB" in type_("sources").stdout
    assert "No lead and no click" in type_("sources", "--from", "2027-01-01").stdout
    assert type_("sources", "--from", "2026-11-02", "--to", "2026-11-01").exit_code == 1


@pytest.mark.usefixtures("up")
def test_the_stages_of_every_pipeline_are_listed(ask: Ask, type_: Type) -> None:
    (sales,) = ask("pipelines", "list")

    assert [stage["name"] for stage in sales["stages"]][::5] == ["intent", "payment"]
    assert "Оплата" in type_("pipelines", "list").stdout


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "–"),
        (12.4, "12 s"),
        (600, "10 min"),
        (3599, "1 h 0 min"),
        (5400, "1 h 30 min"),
        (86400 * 3 + 7200, "3 d 2 h"),
    ],
)
def test_a_time_is_said_in_its_two_largest_units(seconds: float | None, said: str) -> None:
    assert lasted(seconds) == said
