"""Saved views: one's own, or everybody's; changed by who has made them."""

from contracts.ids import drawn
from tests.api.caller import Caller

OWN = {"name": "Счета", "filter": {"label": "счёт", "status": "open"}, "shared": False}
SHARED = {"name": "Ничьи", "filter": {"folder": "unassigned"}, "shared": True}


async def test_a_view_is_ones_own_unless_it_is_shared(anna: Caller, gleb: Caller) -> None:
    own, shared = drawn(), drawn()
    await anna.does("PUT", f"/views/{own}", **OWN)
    await anna.does("PUT", f"/views/{shared}", **SHARED)

    hers, his = await anna.get("/views"), await gleb.get("/views")

    assert [(one["name"], one["mine"]) for one in hers["items"]] == [
        ("Ничьи", True),
        ("Счета", True),
    ]
    assert [(one["name"], one["mine"]) for one in his["items"]] == [("Ничьи", False)]


async def test_only_who_has_made_a_view_changes_it(anna: Caller, gleb: Caller) -> None:
    own, shared = drawn(), drawn()
    await anna.does("PUT", f"/views/{own}", **OWN)
    await anna.does("PUT", f"/views/{shared}", **SHARED)

    codes = [
        (await gleb(method, f"/views/{id_}", json=OWN)).status_code
        for id_ in (own, shared)
        for method in ("PUT", "DELETE")
    ]

    assert codes == [404, 404, 403, 403]
    assert len((await anna.get("/views"))["items"]) == 2


async def test_what_somebody_shared_and_left_behind_can_be_removed(
    anna: Caller, admin: Caller
) -> None:
    shared = drawn()
    await anna.does("PUT", f"/views/{shared}", **SHARED)

    answer = await admin("DELETE", f"/views/{shared}")

    assert answer.status_code == 204
    assert await anna.get("/views") == {"items": []}
