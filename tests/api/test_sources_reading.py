"""Where clients come from and what it costs, against numbers worked out by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.client import ClientMerged, ClientUnmerged
from contracts.ids import derived
from hub.api.amounts import amount
from hub.api.queries.sources import shared
from hub.house import House
from tests.api.caller import Caller
from tests.api.selling import PYOTR_CARD, Selling, about
from tests.examples import BORIS, BY_HAND, NOON, VERA, VERA_CARD
from tests.projections.sales import came, minute


@pytest.fixture
async def selling(moving: House) -> Selling:
    return Selling(moving)


async def rows(caller: Caller, **asked: str) -> dict[str | None, Any]:
    return {row["key"]: row for row in (await caller.get("/sources", **asked))["rows"]}


def figures(row: Any) -> list[int]:
    return [row[name] for name in ("leads", "qualified", "rejected", "open", "won", "clicks")]


def roubles(row: Any, name: str) -> str | None:
    return next((one["amount"] for one in row[name] if one["currency"] == "RUB"), None)


async def test_the_last_touch_before_a_lead_has_the_credit(selling: Selling, admin: Caller) -> None:
    await selling.everything()

    found = await rows(admin)

    assert {key: figures(row) for key, row in found.items()} == {
        "google": [1, 1, 0, 0, 1, 0],
        "yandex": [1, 1, 0, 0, 0, 3],
        "telegram": [1, 0, 1, 0, 0, 0],
    }
    assert roubles(found["google"], "won_amount") == "100000.50"


async def test_a_click_costs_what_was_valid_on_its_day(selling: Selling, admin: Caller) -> None:
    """10.00 for Boris, 12.50 for Vera, who pressed twice, 5.00 for who said nothing."""
    await selling.everything()

    yandex = (await rows(admin))["yandex"]

    assert (roubles(yandex, "cost"), roubles(yandex, "cost_per_lead")) == ("27.50", "27.50")
    assert yandex["cost_per_won"] == []


async def test_the_first_touch_has_it_when_asked_so(selling: Selling, admin: Caller) -> None:
    await selling.everything()

    found = await rows(admin, model="first")

    assert figures(found["yandex"]) == [2, 2, 0, 0, 1, 3]
    assert "google" not in found
    assert roubles(found["yandex"], "cost_per_lead") == "13.75"
    assert roubles(found["yandex"], "cost_per_won") == "27.50"


async def test_a_campaign_that_brought_nobody_still_costs(selling: Selling, admin: Caller) -> None:
    await selling.everything()

    found = await rows(admin, group="campaign")

    assert {key: (row["leads"], roubles(row, "cost")) for key, row in found.items()} == {
        None: (2, None),
        "autumn": (1, "22.50"),
        "winter": (0, "5.00"),
    }


async def test_leads_without_a_touch_have_no_medium(selling: Selling, admin: Caller) -> None:
    await selling.everything()

    found = await rows(admin, group="medium")

    assert {key: row["leads"] for key, row in found.items()} == {"cpc": 1, "organic": 1, "none": 1}


async def test_clicks_and_leads_are_those_of_the_time(selling: Selling, admin: Caller) -> None:
    await selling.everything()

    found = await rows(admin, **{"from": "2026-11-02T00:00:00Z", "to": "2026-11-02T12:05:00Z"})

    assert {key: (row["leads"], row["clicks"]) for key, row in found.items()} == {
        "google": (1, 0),
        "yandex": (0, 2),
    }


async def test_a_touch_after_the_lead_has_no_credit(selling: Selling, admin: Caller) -> None:
    await selling.everything()
    late = came(6, minute(1), source="late", identity_id=BORIS)
    await selling.tell(about("touch", BORIS), late)
    await selling.shown()

    assert "late" not in await rows(admin)


async def test_of_two_touches_at_one_time_the_later_on_the_log_is_the_last(
    selling: Selling, admin: Caller
) -> None:
    await selling.everything()
    for number in (6, 7):
        tied = came(number, NOON, source=f"tied {number}", identity_id=BORIS)
        await selling.tell(about("touch", BORIS), tied)
    await selling.shown()

    assert {"tied 6", "tied 7"} & set(await rows(admin)) == {"tied 7"}


async def test_what_a_browser_did_before_it_had_a_name_counts(
    selling: Selling, admin: Caller
) -> None:
    await selling.everything()
    earlier = came(6, NOON, source="before", visitor="v")
    await selling.tell(about("touch", "v"), earlier)
    await selling.shown()

    assert figures((await rows(admin))["before"])[0] == 1


async def test_the_credit_goes_with_the_card(selling: Selling, admin: Caller) -> None:
    """Pyotr turns out to be Vera, and then not to be her after all."""
    await selling.everything()
    one: dict[str, Any] = {
        "client_id": PYOTR_CARD,
        "merge_id": derived("merge"),
        "identities": (VERA,),
    }
    merged = ClientMerged(**one, absorbed_id=VERA_CARD, why=BY_HAND)
    unmerged = ClientUnmerged(**one, restored_id=VERA_CARD, why=BY_HAND)

    credited = []
    for event in (merged, unmerged):
        await selling.tell(about("client", PYOTR_CARD), event)
        await selling.shown()
        credited.append({key: row["leads"] for key, row in (await rows(admin)).items()})

    assert credited == [{"google": 1, "yandex": 2}, {"google": 1, "yandex": 1, "telegram": 1}]


async def test_a_credit_can_be_traced_to_its_events(selling: Selling, admin: Caller) -> None:
    await selling.everything()

    found = (await admin.get("/sources/touches", source="yandex", campaign="autumn"))["items"]

    assert [one["click"] for one in found] == ["g7", "g7", "y1"]
    assert [one["seq"] for one in found] == sorted((one["seq"] for one in found), reverse=True)


@given(st.dictionaries(st.sampled_from(["RUB", "USD"]), st.integers(0, 10**15)), st.integers(1, 99))
def test_shares_miss_the_whole_by_less_than_half_a_unit_each(
    sums: dict[str, int], among: int
) -> None:
    for currency, each in shared(sums, among).items():
        assert abs(each * among - sums[currency]) * 2 <= among


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [(5, "RUB", "0.05"), (-12345, "EUR", "-123.45"), (500, "JPY", "500"), (1, "KWD", "0.001")],
)
def test_an_amount_has_the_places_of_its_currency(minor: int, currency: str, shown: str) -> None:
    assert amount(minor, currency).amount == shown
