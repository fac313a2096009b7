"""Parked work by the API."""

import pytest

from contracts.capture import InboundParked
from contracts.event import Subject
from hub.house import House
from tests.api.caller import Caller
from tests.api.story import Story
from tests.capture.arriving import chat
from tests.capture.working import put

WHY = {"reason": "spam"}


@pytest.fixture
async def shop(moving: House, story: Story) -> int:
    """The first of two inbounds that are parked."""
    for stored in await put(moving, chat("1"), chat("2")):
        event = InboundParked(inbound=stored.seq, channel="telegram", account="shop", reason="?")
        await story.tell(Subject("inbound", "shop"), event)
    return 1


async def test_the_list_is_in_the_order_in_which_they_came(admin: Caller, shop: int) -> None:
    first = await admin.get("/parked/inbounds", limit=1)
    rest = await admin.get("/parked/inbounds", cursor=first["next"])

    assert [one["inbound"] for one in first["items"] + rest["items"]] == [shop, shop + 1]
    assert rest["next"] is None
    assert (first["items"][0]["standing"], first["items"][0]["tries"]) == ("waiting", 0)


async def test_all_is_known_of_one_but_nothing_of_a_person(admin: Caller, shop: int) -> None:
    await admin.does("POST", f"/parked/inbounds/{shop}/retry")
    one = await admin.get(f"/parked/inbounds/{shop}")

    (step,) = one["history"]
    assert (one["kind"], one["kept"], one["channel"]) == ("message", True, "telegram")
    assert (step["type"], step["actor"]) == ("inbound.retry_requested", "token:ops")
    assert not {"text", "sender", "subject", "inbound_text"} & one.keys()


async def test_what_is_discarded_is_on_another_list(admin: Caller, shop: int) -> None:
    path = f"/parked/inbounds/{shop}"
    await admin.does("POST", f"{path}/discard", **WHY)
    again = await admin("POST", f"{path}/discard", json=WHY)
    left = await admin.get("/parked/inbounds")
    gone = await admin.get("/parked/inbounds", discarded=True)
    undone = await admin("POST", f"{path}/retry")

    assert (again.status_code, undone.status_code) == (409, 202)
    assert [one["inbound"] for one in left["items"]] == [shop + 1]
    assert [(one["inbound"], one["discarded"]) for one in gone["items"]] == [(shop, "spam")]
    assert (await admin.get(f"/inbounds/{shop}"))["outcome"] == "parked"


async def test_everything_that_waits_is_asked_for_at_once(admin: Caller, shop: int) -> None:
    await admin.does("POST", f"/parked/inbounds/{shop}/discard", **WHY)
    asked = await admin.does("POST", "/parked/retry")
    nothing = await admin.does("POST", "/parked/retry")

    found = (await admin.get("/parked/inbounds"))["items"]
    assert (asked["inbounds"], nothing["inbounds"]) == (1, 0)
    assert [(one["inbound"], one["standing"]) for one in found] == [(shop + 1, "requested")]


async def test_what_is_not_there_and_what_is_not_allowed_is_refused(
    admin: Caller, anna: Caller, shop: int
) -> None:
    answers = [
        await admin("GET", "/parked/inbounds/99"),
        await admin("POST", "/parked/inbounds/99/retry"),
        await admin("POST", "/parked/rows/crads/retry"),
        await admin("POST", f"/parked/inbounds/{shop}/discard", json={}),
        await anna("POST", f"/parked/inbounds/{shop}/retry"),
        await anna("GET", "/parked/rows"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 422, 403, 403]


async def test_a_projection_is_computed_anew(admin: Caller, shop: int) -> None:
    _ = shop
    done = await admin.does("POST", "/parked/rows/registry/retry")

    assert (done["projection"], done["build"]) == ("registry", 2)
    assert await admin.get("/parked/rows") == []
