"""Whatever happens, in whatever order: what is always so of leads, deals, tasks, calls and cards.

The same seed is the same history but for races: capture, the watchdog and the callers work side by
side, as they do.
"""

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import text

from contracts.event import Subject
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS, INBOUND
from hub.projector.rebuild import Rebuilder
from hub.views.read import states
from hub.wiring import PROJECTIONS
from projections.calls import CALLS
from projections.cards import CARDS
from projections.deals import DEALS, VISITS
from projections.history import STEPS
from projections.leads import LEADS
from projections.registry import OUTCOMES
from projections.tasks import TASKS
from tests.api.anything import Anybody
from tests.api.caller import Caller
from tests.capture.working import captured, capturing, employ
from tests.clock import Hands
from tests.examples import ANNA, GLEB, NOON
from tests.story import ALL, PATIENCE_SECONDS, table, until
from tests.watchdog.story import employee, takes_leads, watched

_ACTS = 60


@pytest.fixture(params=range(4))
async def lived(moving: House, hands: Hands, http: Any, request: pytest.FixtureRequest) -> Anybody:
    """A firm to which all this has happened, and that has come to rest."""
    hands.at = NOON
    await employ(moving)
    await employee(moving, GLEB, None, "902")
    await employee(moving, ANNA, GLEB, "901")
    await takes_leads(moving, ANNA, GLEB)
    hub = Caller(http, await moving.tokens.give("anna", "administrator", ANNA))
    anybody = Anybody(moving, hub, request.param)
    async with capturing(moving), watched(moving):
        for _ in range(_ACTS):
            await anybody.acts()
            hands.forward(minutes=1)
        await captured(moving)
        await until(lambda: all_given(moving))
    end = await last_seq(moving.nc, EVENTS)
    await moving.progress.reached(ALL, end, seconds=PATIENCE_SECONDS)
    return anybody


async def all_given(house: House) -> bool:
    """Every open lead is somebody's."""
    leads = await table(house, LEADS)
    return all(one.assignee_id for one in leads if one.status == "open")


@pytest.mark.timeout(300)
async def test_whatever_happens(lived: Anybody) -> None:
    house, hub = lived.house, lived.hub
    wrong = [
        *await outcomes_wrong(house),
        *await cards_wrong(house),
        *await sales_wrong(house),
        *await stays_wrong(house),
        *await call_backs_wrong(house),
        *await histories_wrong(house, hub),
        *await funnel_wrong(hub),
        *await rebuilt_wrong(house),
    ]

    assert wrong == [], "\n".join([*lived.did, *wrong])


async def outcomes_wrong(house: House) -> list[str]:
    """Every inbound has come to something, and nothing is put aside for a person."""
    rows = await table(house, OUTCOMES)
    missing = set(range(1, await last_seq(house.nc, INBOUND) + 1)) - {row.inbound for row in rows}
    async with house.views.connect() as connection:
        parked = (await connection.execute(text("SELECT * FROM builds.parked"))).all()
    return [
        *(f"inbound {one} came to nothing" for one in missing),
        *(f"inbound {row.inbound} parked: {row.reason}" for row in rows if row.outcome == "parked"),
        *(f"row parked: {row}" for row in parked),
    ]


async def cards_wrong(house: House) -> list[str]:
    """Every identity is on one card that stands, which says the same."""
    held = Counter[tuple[Any, Any]]()
    ids = {row.client_id for row in await table(house, CARDS)}
    async with house.views.connect() as connection:
        found = await states(connection, [Subject("client", str(one)) for one in ids if one])
    for _, _, card in found:
        held.update((identity, card.client_id) for identity in card.identities)
    said = Counter((row.identity_id, row.client_id) for row in await table(house, CARDS))
    absorbed = [
        f"{one.client_id} is absorbed, and holds" for _, _, one in found if one.absorbed_into
    ]
    return [*absorbed, *(f"{one} on a card?" for one in (held - said) + (said - held))]


async def sales_wrong(house: House) -> list[str]:
    """Leads, deals and tasks are as their rules say, each with somebody who is on a card."""
    known = {row.identity_id for row in await table(house, CARDS) if row.client_id}
    leads = {row.lead_id: row for row in await table(house, LEADS)}
    deals = {row.deal_id: row for row in await table(house, DEALS)}
    tasks = {row.task_id: row for row in await table(house, TASKS)}
    wrong = [f"{one.lead_id} is nobody's" for one in leads.values() if one.identity_id not in known]
    wrong += [
        f"{one.deal_id} is nobody's" for one in deals.values() if one.identity_id not in known
    ]
    for deal in deals.values():
        lead = leads.get(deal.lead_id) if deal.lead_id else None
        if lead and (lead.deal_id, lead.identity_id) != (deal.deal_id, deal.identity_id):
            wrong.append(f"{deal} and {lead}")
        if lead and lead.status != "qualified":
            wrong.append(f"{deal} of a lead that is {lead.status}")
    subjects = [Subject("lead", str(one)) for one in leads]
    subjects += [Subject("deal", str(one)) for one in deals]
    subjects += [Subject("task", str(one)) for one in tasks]
    async with house.views.connect() as connection:
        found = {subject: state for subject, _, state in await states(connection, subjects)}
    for lead in leads.values():
        s = found[Subject("lead", str(lead.lead_id))]
        same = (s.identity_id, s.status, s.assignee, s.deal_id, s.claimed)
        if same != (lead.identity_id, lead.status, lead.assignee_id, lead.deal_id, lead.claimed):
            wrong.append(f"{s} and {lead}")
    for deal in deals.values():
        s = found[Subject("deal", str(deal.deal_id))]
        sold = (s.identity_id, s.status, s.stage, s.visit, s.owner, s.price and s.price.minor)
        row = (deal.identity_id, deal.status, deal.stage, deal.visit, deal.owner_id)
        if sold != (*row, deal.price_minor):
            wrong.append(f"{s} and {deal}")
    for task in tasks.values():
        s = found[Subject("task", str(task.task_id))]
        if (s.status, s.assignee, s.due_at) != (task.status, task.assignee_id, task.due_at):
            wrong.append(f"{s} and {task}")
    return wrong


async def stays_wrong(house: House) -> list[str]:
    """A deal's stays follow each other, and only the last of an open deal lasts."""
    stays = await table(house, VISITS)
    wrong: list[str] = []
    for deal in await table(house, DEALS):
        theirs = sorted(
            (one for one in stays if one.deal_id == deal.deal_id), key=lambda v: v.visit
        )
        last = None if deal.status == "open" else deal.status
        if [one.visit for one in theirs] != list(range(1, deal.visit + 1)):
            wrong.append(f"{deal}: {theirs}")
        elif (theirs[-1].stage, theirs[-1].outcome) != (deal.stage, last):
            wrong.append(f"{deal}: {theirs[-1]}")
        elif any(one.left_at is None for one in theirs[:-1]):
            wrong.append(f"{deal} stays in two stages")
    return wrong


async def call_backs_wrong(house: House) -> list[str]:
    """Whoever is owed a call has a task, and an open task is owed."""
    tasks = {row.call_id: row for row in await table(house, TASKS) if row.call_id}
    calls = {row.call_id: row for row in await table(house, CALLS)}
    owed = {row.call_id for row in calls.values() if row.missed and row.identity_id}
    return [
        *(f"nobody calls back {one}" for one in owed - tasks.keys()),
        *(
            f"why {one}?"
            for one in tasks.values()
            if one.status == "open" and one.call_id not in owed
        ),
    ]


async def histories_wrong(house: House, hub: Caller) -> list[str]:
    """The histories of all cards together tell everything once.

    But for touches: one browser may speak for two clients.
    """
    cards = {row.client_id for row in await table(house, CARDS)}
    told: Counter[int] = Counter()
    for card in cards:
        history = await everything(hub, f"/clients/{card}/history")
        told.update(entry["seq"] for entry in history if entry["kind"] != "touch")
    with_client = {row.task_id for row in await table(house, TASKS) if row.identity_id}
    steps = Counter(
        row.seq
        for row in await table(house, STEPS)
        if not row.kind.startswith("task.") or row.about_id in with_client
        if not row.kind.startswith("client.") or row.about_id in cards
    )
    return [
        *(f"step {seq} is told {n} times" for seq, n in told.items() if n > 1),
        *(f"step {seq} is not told" for seq in steps - told),
    ]


async def everything(hub: Caller, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, Any] = {}
    while True:
        page = await hub.get(path, limit=200, **cursor)
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


async def funnel_wrong(hub: Caller) -> list[str]:
    """Whatever came into a stage has left it or is inside."""
    wrong: list[str] = []
    for by in ("stage", "day", "source", "channel", "manager"):
        funnel = await hub.get("/funnel", by=by)
        for stage in (one for group in funnel["groups"] for one in group["stages"]):
            left = stage["forward"] + stage["back"] + stage["won"] + stage["lost"]
            if stage["left"] != left or stage["entered"] != left + stage["inside"]:
                wrong.append(f"{by}: {stage}")
        leads = [group["leads"] for group in funnel["groups"]]
        ended = ("open", "qualified", "rejected")
        wrong += [f"{by}: {n}" for n in leads if n["opened"] != sum(n[one] for one in ended)]
    return wrong


async def rebuilt_wrong(house: House) -> list[str]:
    """What the log says again is what the tables said."""
    rebuilder = Rebuilder(house.nc, house.views, house.keys)
    rebuilt = [await rebuilder.rebuild(one, lambda *_: None) for one in PROJECTIONS]
    return [f"{one.projection} is otherwise" for one in rebuilt if not one.same]
