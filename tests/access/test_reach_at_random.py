"""Lists of a company at random: the same rows in the same order, whichever way they are asked."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.event import Event, Recorded
from contracts.ids import EmployeeId, derived
from hub.access.bearer import Bearer
from hub.access.modules import Grant, Level, Module, Scope
from hub.api.queries import reaching
from hub.api.queries.calls import CallFilters, calls
from hub.api.queries.clients import clients
from hub.api.queries.conversations import conversations
from hub.api.queries.folders import Filters
from hub.api.queries.leads import LeadFilters, leads
from hub.api.queries.tasks import TaskFilters, tasks
from hub.house import House
from hub.projector.builds import live_builds
from hub.projector.bulk import bulk_within
from hub.projector.fold import fold_all
from hub.projector.prepare import prepare
from hub.wiring import PROJECTIONS
from tests.access.random_company import Company
from tests.examples import ANNA, GLEB, NOON

NEW_HIRE = EmployeeId(derived("new hire"))
ROW_BY_ROW = ("enable_hashjoin", "enable_mergejoin", "enable_sort")
BY_WHAT_IS_REACHED = ("enable_nestloop", "enable_indexscan", "enable_indexonlyscan")


def bearer(employee: EmployeeId) -> Bearer:
    own = {module: Grant(Level.EMPLOYEE, Scope.OWN) for module in Module}
    return Bearer(derived("token"), "x", "manager", employee, own, frozenset({employee}))


async def folded(house: House, random: Random, events: Sequence[Recorded[Event]]) -> None:
    """In batches of any size."""
    await prepare(house.views, PROJECTIONS)
    rest = list(events)
    async with house.views.begin() as connection:
        builds = list((await live_builds(connection, PROJECTIONS)).values())
        while rest:
            size = random.randint(1, 15)
            batch, rest = rest[:size], rest[size:]
            seq = batch[-1].seq
            await fold_all(await bulk_within(connection), builds, batch, seq)
            builds = [replace(build, seq=seq) for build in builds]


def expected(company: Company, whom: EmployeeId) -> list[list[UUID]]:
    """By the words of the decision, the newest first."""
    own = {task: holder for task, (_, holder) in company.given.items() if task in company.tasks}

    def task_reached(task: UUID, about: UUID | None) -> bool:
        if about is None:
            return whom in {own[task], ANNA}  # who opened all of them
        return company.reached(whom, company.stands[about if about in company.stands else task])

    alive = list(dict.fromkeys(company.cards.values()))
    there = {card: next(i for i, c in company.cards.items() if c == card) for card in alive}
    found: list[list[Any]] = [
        sorted(card for card, one in there.items() if company.reached(whom, one)),
        [x for x in company.leads if company.reached(whom, company.stands[x])][::-1],
        [x for x, one in company.calls if company.reached(whom, one)][::-1],
        [x for x, about in company.tasks.items() if task_reached(x, about)][::-1],
        [x for x in company.talks if company.reached(whom, company.stands[x])][::-1],
    ]
    return found


async def asked(connection: AsyncConnection, whom: EmployeeId) -> list[list[UUID]]:
    who, found, cursor = bearer(whom), list[UUID](), None
    while True:  # leads come in pages: an end must not lose what another way still has
        page = await calls(connection, who, CallFilters(), 2, cursor)
        found += [one.call_id for one in page.items]
        if (cursor := page.next) is None:
            break
    talks, cursor = list[UUID](), None
    while True:
        listed = await conversations(connection, who, Filters(), NOON, 2, cursor)
        talks += [one.conversation_id for one in listed.items]
        if (cursor := listed.next) is None:
            break
    cards = (await clients(connection, who, None, None, 100, None)).items
    led = (await leads(connection, who, LeadFilters(), 100, None)).items
    todo = (await tasks(connection, who, TaskFilters(), NOON, 100, None)).items
    return [
        sorted(one.client_id for one in cards),
        [one.lead_id for one in led],
        found,
        [one.task_id for one in todo],
        talks,
    ]


@pytest.mark.parametrize("seed", range(2))
async def test_a_list_says_the_same_however_the_server_comes_to_it(house: House, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - the same company for the same seed
    company = Company(random)
    await folded(house, random, list(company.happens(150)))

    for avoided in ((), ROW_BY_ROW, BY_WHAT_IS_REACHED):
        async with house.views.begin() as connection:
            for setting in avoided:
                await connection.execute(text(f"SET LOCAL {setting} = off"))
            for whom in (ANNA, GLEB, NEW_HIRE):
                assert await asked(connection, whom) == expected(company, whom), (avoided, whom)


@pytest.mark.parametrize("few", [1_000, 0], ids=["begun", "by_a_set"])
async def test_a_list_says_the_same_where_little_of_it_is_in_reach(
    house: House, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if whoever asks had walked past more than may be walked."""
    monkeypatch.setattr(reaching, "WALKED", 1)
    monkeypatch.setattr(reaching, "FEW", few)
    random = Random(2)  # noqa: S311 - the same company every time
    company = Company(random)
    await folded(house, random, list(company.happens(150)))

    async with house.views.connect() as connection:
        for whom in (ANNA, GLEB, NEW_HIRE):
            assert await asked(connection, whom) == expected(company, whom), whom
