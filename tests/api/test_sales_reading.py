"""Leads, deals, tasks, calls and pipelines as they are read, and the one history of a card."""

from typing import Any

import pytest

from contracts.call import RecordingFailed, RecordingKept
from contracts.client import ClientMerged, ClientUnmerged
from contracts.company import RotationSet
from contracts.ids import TaskId, derived
from contracts.inbound import CallPhase
from contracts.pipeline import PipelineSet, Stage
from contracts.task import TaskDone, TaskOpened
from hub.house import House
from tests.api.caller import Caller
from tests.api.selling import PYOTRS, VERAS, VERAS_DEAL, Selling, about
from tests.api.story import Story
from tests.clock import Hands
from tests.examples import ANNA, BORIS_CARD, BY_HAND, GLEB, VERA, VERA_CARD
from tests.projections.sales import CALL, DEAL, LEAD, TASK, filled_in, minute, rang

RINGING = rang(CallPhase.RINGING)
ELSEWHERE = "https://pbx.test/secret"
TOLD = rang(CallPhase.RECORDED, recording=ELSEWHERE)


@pytest.fixture
async def selling(moving: House) -> Selling:
    return Selling(moving)


@pytest.fixture
async def sold(selling: Selling) -> Selling:
    await selling.everything()
    return selling


async def ids(caller: Caller, path: str, id_: str, **filters: object) -> list[str]:
    return [one[id_] for one in (await caller.get(path, **filters))["items"]]


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, [PYOTRS, VERAS, LEAD]),
        ({"status": "qualified"}, [VERAS, LEAD]),
        ({"assignee": str(GLEB)}, [VERAS]),
        ({"assignee": "none"}, [PYOTRS]),
        ({"client": str(BORIS_CARD)}, [LEAD]),
    ],
)
async def test_leads_are_found_by_how_they_stand_and_whose_they_are(
    admin: Caller, filters: dict[str, str], found: list[object]
) -> None:
    assert await ids(admin, "/leads", "lead_id", **filters) == [str(one) for one in found]


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(("path", "id_"), [("/leads", "lead_id"), ("/sources/touches", "touch_id")])
async def test_pages_follow_each_other_without_a_gap(admin: Caller, path: str, id_: str) -> None:
    whole = await ids(admin, path, id_)

    seen, cursor = [], None
    for _ in whole:
        page = await admin.get(path, limit=1, **({"cursor": cursor} if cursor else {}))
        seen += [one[id_] for one in page["items"]]
        cursor = page["next"]

    assert (seen, cursor) == (whole, None)


async def test_a_lead_shows_what_was_filled_in_and_how_its_client_came(
    sold: Selling, anna: Caller
) -> None:
    await sold.tell(about("lead", LEAD), filled_in())
    await sold.shown()

    card = await anna.get(f"/leads/{LEAD}")

    assert (card["client_id"], card["name"]) == (str(BORIS_CARD), "Борис")
    assert [field["value"] for field in card["submissions"][0]["fields"]] == ["Шкаф"]
    assert [touch["source"] for touch in card["touches"]] == ["yandex", "google"]


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"status": "won"}, [DEAL]),
        ({"stage": "agreement"}, [DEAL]),
        ({"owner": str(GLEB)}, [VERAS_DEAL]),
        ({"pipeline": "repairs"}, []),
        ({"client": str(VERA_CARD)}, [VERAS_DEAL]),
    ],
)
async def test_deals_are_found_by_where_they_stand(
    admin: Caller, filters: dict[str, str], found: list[object]
) -> None:
    assert await ids(admin, "/deals", "deal_id", **filters) == [str(one) for one in found]


@pytest.mark.usefixtures("sold")
async def test_a_deal_shows_its_price_and_its_way(anna: Caller) -> None:
    card = await anna.get(f"/deals/{DEAL}")

    assert card["price"] == {"amount": "100000.50", "currency": "RUB"}
    assert [(one["stage"], one["outcome"]) for one in card["visits"]] == [
        ("intent", "moved"),
        ("documents", "moved"),
        ("intent", "moved"),
        ("agreement", "won"),
    ]


async def test_a_task_is_overdue_once_its_time_has_come(
    selling: Selling, anna: Caller, hands: Hands
) -> None:
    later, done = TaskId(derived("task", 2)), TaskId(derived("task", 3))
    for id_, due in ((TASK, 10), (later, 11), (done, 9)):
        opened = TaskOpened(task_id=id_, title="Счёт", assignee_id=ANNA, due_at=minute(due))
        await selling.tell(about("task", id_), opened)
    await selling.tell(about("task", done), TaskDone(task_id=done, outcome="Отправлен"))
    await selling.shown()
    hands.at = minute(10)

    assert await ids(anna, "/tasks", "task_id", overdue=True) == [str(TASK)]
    assert await ids(anna, "/tasks", "task_id", status="open", overdue=False) == [str(later)]
    assert (await anna.get(f"/tasks/{done}"))["outcome"] == "Отправлен"


async def test_my_tasks_are_those_of_whose_token_it_is(
    selling: Selling, anna: Caller, admin: Caller
) -> None:
    glebs = TaskId(derived("task", 2))
    for id_, whose in ((TASK, ANNA), (glebs, GLEB)):
        opened = TaskOpened(task_id=id_, title="Счёт", assignee_id=whose)
        await selling.tell(about("task", id_), opened)
    await selling.shown()

    assert await ids(anna, "/tasks", "task_id", mine=True) == [str(TASK)]
    assert (await admin("GET", "/tasks", params={"mine": True})).status_code == 403
    assert (await anna("GET", "/tasks", params={"mine": True, "assignee": "none"})).is_error


async def test_a_recording_is_handed_out_as_a_file(selling: Selling, anna: Caller) -> None:
    blob = await selling.house.blobs.keep(b"hello")
    kept = RecordingKept(call_id=CALL, blob=blob, media_type="audio/mpeg", size=5)
    await selling.tell(about("call", CALL), RINGING, TOLD, kept)
    await selling.shown()

    file = await anna("GET", f"/calls/{CALL}/recording")

    assert (file.content, file.headers["content-type"]) == (b"hello", "application/octet-stream")
    assert file.headers["content-disposition"].startswith("attachment; ")
    assert file.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("events", "pending", "failed"),
    [
        ([TOLD], True, None),
        ([TOLD, RecordingFailed(call_id=CALL, reason="404")], False, "404"),
        ([RINGING], False, None),
    ],
    ids=["on its way", "lost", "none"],
)
async def test_a_recording_that_is_not_here_is_not_found(
    selling: Selling, anna: Caller, events: list[Any], pending: bool, failed: str | None
) -> None:
    await selling.tell(about("call", CALL), *events)
    await selling.shown()

    call = await anna.get(f"/calls/{CALL}")

    assert (call["recording_pending"], call["recording_failed"]) == (pending, failed)
    assert (await anna("GET", f"/calls/{CALL}/recording")).status_code == 404


async def test_where_the_provider_keeps_a_recording_is_nobodys_business(
    selling: Selling, anna: Caller
) -> None:
    await selling.tell(about("call", CALL), TOLD)
    await selling.shown()

    assert ELSEWHERE not in (await anna("GET", f"/calls/{CALL}")).text
    assert ELSEWHERE not in (await anna("GET", "/calls")).text


async def test_missed_calls_can_be_listed(selling: Selling, anna: Caller) -> None:
    await selling.tell(about("call", CALL), RINGING, rang(CallPhase.MISSED, minute(1)))
    await selling.shown()

    assert await ids(anna, "/calls", "call_id", missed=True) == [str(CALL)]
    assert await ids(anna, "/calls", "call_id", direction="out") == []


async def test_the_shipped_pipeline_is_there_until_it_is_set_otherwise(
    selling: Selling, anna: Caller
) -> None:
    shipped = await anna.get("/pipelines")
    own = PipelineSet(name="sales", title="Свои", stages=(Stage(name="one", title="Один"),))
    await selling.tell(about("pipeline", "sales"), own)
    await selling.shown()

    assert [len(one["stages"]) for one in shipped] == [6]
    assert [one["title"] for one in await anna.get("/pipelines")] == ["Свои"]
    assert (await anna.get("/pipelines/sales"))["stages"][0]["name"] == "one"


async def test_who_takes_new_leads_can_be_seen(selling: Selling, anna: Caller) -> None:
    nobody = await anna("GET", "/rotation")
    await selling.tell(about("rotation", "leads"), RotationSet(name="leads", employees=(ANNA,)))
    await selling.shown()

    assert nobody.status_code == 404
    assert (await anna.get("/rotation"))["employees"] == [str(ANNA)]


@pytest.mark.parametrize("what", ["leads", "deals", "tasks", "calls", "clients", "pipelines"])
async def test_what_is_not_there_is_not_found(anna: Caller, what: str) -> None:
    id_ = "repairs" if what == "pipelines" else derived("nothing")
    rest = "/history" if what == "clients" else ""

    assert (await anna("GET", f"/{what}/{id_}{rest}")).status_code == 404


async def told(caller: Caller, card: object) -> list[str]:
    """What the history of a card says, the newest first."""
    items = (await caller.get(f"/clients/{card}/history", limit=200))["items"]
    said = [one["step"] or one["event"] or one for one in items]
    return [one["kind"] for one in said]


async def test_a_history_is_one_over_all_channels(
    sold: Selling, story: Story, anna: Caller
) -> None:
    await story.writes()
    await sold.tell(about("call", CALL), RINGING)
    opened = TaskOpened(task_id=TASK, title="Счёт", deal_id=DEAL)
    await sold.tell(about("task", TASK), opened)
    await sold.tell(about("lead", LEAD), filled_in())
    await sold.shown()

    assert await told(anna, BORIS_CARD) == [
        "form.received",
        "task.opened",
        "call",
        "message",
        "deal.won",
        "deal.priced",
        "deal.moved",
        "deal.moved",
        "deal.opened",
        "deal.moved",
        "deal.opened",
        "lead.qualified",
        "lead.assigned",
        "lead.opened",
        "touch",
        "touch",
    ]


async def test_a_history_can_be_paged(sold: Selling, anna: Caller) -> None:
    _ = sold
    whole = await anna.get(f"/clients/{BORIS_CARD}/history", limit=200)

    first = await anna.get(f"/clients/{BORIS_CARD}/history", limit=5)
    path, cursor = f"/clients/{BORIS_CARD}/history", first["next"]
    rest = await anna.get(path, limit=200, cursor=cursor)

    assert first["items"] + rest["items"] == whole["items"]


async def test_a_merge_takes_the_history_along_and_gives_it_back(
    sold: Selling, admin: Caller
) -> None:
    before = await told(admin, BORIS_CARD), await told(admin, VERA_CARD)
    one: dict[str, Any] = {"client_id": BORIS_CARD, "merge_id": derived("merge")}
    one["identities"] = (VERA,)

    await sold.tell(
        about("client", BORIS_CARD), ClientMerged(**one, absorbed_id=VERA_CARD, why=BY_HAND)
    )
    await sold.shown()
    together = await told(admin, BORIS_CARD), await told(admin, VERA_CARD)
    await sold.tell(
        about("client", BORIS_CARD), ClientUnmerged(**one, restored_id=VERA_CARD, why=BY_HAND)
    )
    await sold.shown()

    assert sorted(together[0]) == sorted(["client.merged", *before[0], *before[1]])
    assert together[1] == []
    assert await told(admin, BORIS_CARD) == ["client.unmerged", "client.merged", *before[0]]
    assert await told(admin, VERA_CARD) == before[1]
