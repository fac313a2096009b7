"""Who sends a form twice has sent it once."""

from channels.website.repeats import Repeats
from tests.examples import NOON
from tests.website.conftest import Open, OpenSite
from tests.website.examples import SCRIPTED, TAKEN_TIME, TYPED, as_json, as_page


async def test_a_form_that_is_sent_twice_is_one_and_both_are_thanked(site: OpenSite) -> None:
    answers = [await site.ask(as_json(SCRIPTED)) for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert len(site.inbounds) == 2
    assert len({inbound.provider_id for inbound in site.inbounds}) == 1


async def test_the_same_submission_with_other_words_is_the_same(site: OpenSite) -> None:
    first = await site.takes(as_json(SCRIPTED))
    second = await site.takes(as_json(SCRIPTED | {"comment": "И ещё"}))

    assert first.provider_id == second.provider_id


async def test_another_submission_is_another(site: OpenSite) -> None:
    first = await site.takes(as_json(SCRIPTED))
    second = await site.takes(as_json(SCRIPTED | {"_submission": "another-one-0001"}))

    assert first.provider_id != second.provider_id


async def test_one_submission_of_two_forms_is_two(open_site: Open) -> None:
    site = open_site({}, {"fields": [{"name": "phone", "label": "P", "type": "phone"}]})
    fields = {**TAKEN_TIME, "_submission": SCRIPTED["_submission"], "phone": "+79161234567"}
    first = await site.takes(as_json(fields))
    second = await site.takes(as_json(fields | {"_consent": True}, "order"))

    assert first.provider_id != second.provider_id


async def test_a_double_click_across_ten_minutes_is_one(site: OpenSite) -> None:
    site.host.passes(minutes=9, seconds=59)
    first = await site.takes(as_page(TYPED))
    site.host.passes(seconds=2)
    second = await site.takes(as_page(TYPED))

    assert first.provider_id == second.provider_id


async def test_the_order_of_the_fields_makes_no_difference(site: OpenSite) -> None:
    first = await site.takes(as_page(TYPED))
    second = await site.takes(as_page(dict(reversed(TYPED.items()))))

    assert first.provider_id == second.provider_id


async def test_the_same_words_ten_minutes_later_are_new(site: OpenSite) -> None:
    first = await site.takes(as_page(TYPED))
    site.host.passes(minutes=10)
    second = await site.takes(as_page(TYPED))

    assert first.provider_id != second.provider_id


async def test_a_restart_within_the_ten_minutes_makes_no_second(open_site: Open) -> None:
    before, after = open_site(), open_site()
    after.host.passes(minutes=5)
    first = await before.takes(as_page(TYPED))
    second = await after.takes(as_page(TYPED))

    assert first.provider_id == second.provider_id


def test_what_is_remembered_is_bounded() -> None:
    repeats = Repeats(most=10)
    for number in range(100):
        repeats.window(str(number), NOON)

    assert len(repeats._first) == 10
