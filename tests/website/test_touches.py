"""Where visitors come from: their first and last visit, and visits before any form."""

from datetime import timedelta
from typing import Any

import pytest

from channels.website.marks import in_milliseconds, touch_of
from contracts.channel import WebRequest
from contracts.inbound import InboundKind
from tests.examples import NOON
from tests.website.conftest import Open, OpenSite, said
from tests.website.examples import BROWSER, SCRIPTED, SHOP, TYPED, VISITOR, as_json, as_page, asked

JSON = ("content-type", "application/json")
YESTERDAY = in_milliseconds(NOON - timedelta(days=1))
LAST = {"at": YESTERDAY, "landing": f"{SHOP}/sale", "utm_source": "yandex", "yclid": "17"}
FIRST = {"at": YESTERDAY - 86_400_000, "landing": SHOP, "referrer": "https://ya.ru/"}


def visit(touch: object = LAST, visitor: object = VISITOR) -> WebRequest:
    told = as_json({"visitor": visitor, "touch": touch})
    return told.model_copy(update={"path": "visit"})


async def test_a_form_tells_the_first_and_the_last_visit(site: OpenSite) -> None:
    told = SCRIPTED | {"_touches": [LAST, FIRST], "_visitor": VISITOR, "_page": f"{SHOP}/sale"}
    inbound = await site.takes(as_json(told))
    first, last = inbound.touches

    assert (first.referrer, first.at) == ("https://ya.ru/", NOON - timedelta(days=2))
    assert (last.utm_source, last.yclid, last.landing) == ("yandex", "17", f"{SHOP}/sale")
    assert inbound.form
    assert inbound.form.page == f"{SHOP}/sale"


async def test_a_first_visit_that_is_the_last_is_told_once(site: OpenSite) -> None:
    inbound = await site.takes(as_json(SCRIPTED | {"_touches": [LAST, LAST]}))

    assert len(inbound.touches) == 1


async def test_the_browser_is_known_by_a_digest(site: OpenSite) -> None:
    told = SCRIPTED | {"_touches": [LAST], "_visitor": VISITOR}
    inbound = await site.takes(as_json(told))

    assert inbound.touches[0].visitor == site.host.digest("visitor", VISITOR)


@pytest.mark.parametrize("broken", [7, "no", "[", {}, [[]], [None], '"\\ud800"', '1,"x":2'])
async def test_broken_touches_lose_no_client(site: OpenSite, broken: object) -> None:
    inbound = await site.takes(as_json(SCRIPTED | {"_touches": broken}))

    assert inbound.kind is InboundKind.FORM
    assert inbound.touches == ()


async def test_a_plain_form_has_the_marks_of_its_address(site: OpenSite) -> None:
    inbound = await site.takes(as_page(TYPED, query="utm_source=vk&utm_campaign=may&other=1"))
    (touch,) = inbound.touches

    assert (touch.utm_source, touch.utm_campaign, touch.at) == ("vk", "may", NOON)


async def test_a_plain_form_has_the_marks_of_its_page(site: OpenSite) -> None:
    page = f"{SHOP}/sale?gclid=G1"
    kind = ("content-type", "application/x-www-form-urlencoded")
    request = asked("POST", "forms/callback", kind, ("referer", page), *BROWSER, body=b"phone=1")
    typed = request.model_copy(update={"body": b"phone=89161234567"})
    inbound = await site.takes(typed)

    assert [touch.gclid for touch in inbound.touches] == ["G1"]
    assert inbound.form
    assert inbound.form.page == page


async def test_a_plain_form_without_marks_says_nothing_of_its_source(site: OpenSite) -> None:
    inbound = await site.takes(as_page(TYPED))

    assert inbound.touches == ()


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (in_milliseconds(NOON) + 60_000, NOON),
        (0, NOON - timedelta(days=400)),
        (10**15 - 1, NOON),
        (10**40, NOON),
        (-1, NOON),
        ("1970", NOON - timedelta(days=400)),
        (True, NOON),
        (None, NOON),
        (YESTERDAY, NOON - timedelta(days=1)),
    ],
)
def test_a_browser_is_believed_within_400_days(at: object, expected: object) -> None:
    assert touch_of({"at": at}, None, NOON).at == expected


def test_marks_are_cut_and_cleaned() -> None:
    said_: dict[str, Any] = {
        "utm_source": " ya\x00ndex\n" + "x" * 9000,
        "utm_medium": ["cpc"],
        "landing": "javascript:alert(1)",
        "referrer": "https://a.example/" + "y" * 9000,
    }
    touch = touch_of(said_, None, NOON)

    assert touch.utm_source == "yandex " + "x" * 493
    assert (touch.utm_medium, touch.landing) == (None, None)
    assert len(touch.referrer or "") == 2000


async def test_a_visit_is_an_inbound_of_its_own(open_site: Open) -> None:
    site = open_site(visits=True)
    inbound = await site.takes(visit())

    assert inbound.kind is InboundKind.VISIT
    assert [touch.yclid for touch in inbound.touches] == ["17"]
    assert inbound.sender == ()


async def test_a_visit_and_the_form_after_it_tell_of_one_touch(open_site: Open) -> None:
    site = open_site(visits=True)
    ahead = LAST | {"at": in_milliseconds(NOON) + 3_600_000}
    answer = await site.ask(visit(ahead))
    site.host.passes(minutes=3)
    told = ahead | {"at": said(answer)["at"]}
    await site.takes(as_json(SCRIPTED | {"_touches": [told], "_visitor": VISITOR}))
    visited, filled = site.inbounds

    assert visited.touches == filled.touches


async def test_one_advertisement_brings_one_visit_a_day(open_site: Open) -> None:
    site = open_site(visits=True)
    first = await site.takes(visit())
    again = await site.takes(visit(LAST | {"at": YESTERDAY + 1, "utm_term": "other"}))
    other_click = await site.takes(visit(LAST | {"yclid": "18"}))
    other_browser = await site.takes(visit(visitor="another-browser-0001"))
    site.host.passes(days=1)
    next_day = await site.takes(visit())
    others = {one.provider_id for one in (other_click, other_browser, next_day)}

    assert first.provider_id == again.provider_id
    assert len(others | {first.provider_id}) == 4


@pytest.mark.parametrize(
    ("touch", "visitor", "field"),
    [
        ({"referrer": "https://ya.ru/"}, VISITOR, "touch"),
        ([], VISITOR, "touch"),
        (LAST, "short", "visitor"),
        (LAST, None, "visitor"),
    ],
)
async def test_a_visit_that_says_nothing_leaves_nothing(
    open_site: Open, touch: object, visitor: object, field: str
) -> None:
    site = open_site(visits=True)
    faults = await site.faults(visit(touch, visitor))

    assert list(faults) == [field]
    assert site.inbounds == []


async def test_visits_are_told_of_only_where_they_are_wanted(site: OpenSite) -> None:
    answer = await site.ask(visit())

    assert answer.status == 404


async def test_a_visit_too_large_is_refused(open_site: Open) -> None:
    answer = await open_site(visits=True).ask(asked("POST", "visit", JSON, body=b" " * 16385))

    assert answer.status == 413
