"""Robots are thanked like everybody, and what they sent stays visible, aside."""

from typing import Any

import pytest

from contracts.inbound import InboundKind
from tests.website.conftest import Open, OpenSite, said
from tests.website.examples import SCRIPTED, TAKEN_TIME, TYPED, as_json, as_page

OPENED = TAKEN_TIME["_opened"]


async def test_who_fills_in_the_honeypot_is_thanked_and_set_aside(site: OpenSite) -> None:
    person = await site.ask(as_json(SCRIPTED))
    robot = await site.ask(as_json(SCRIPTED | {"website_url": "http://spam.example"}))

    assert said(robot) == said(person)
    assert site.inbounds[-1].kind is InboundKind.UNSUPPORTED
    assert site.inbounds[-1].unreadable == "honeypot"
    assert site.inbounds[-1].form is None
    assert "http://spam.example" in site.inbounds[-1].text
    assert site.host.blobs[site.inbounds[-1].raw or ""]


async def test_an_empty_honeypot_is_left_alone(site: OpenSite) -> None:
    inbound = await site.takes(as_page(TYPED | {"website_url": ""}))

    assert inbound.kind is InboundKind.FORM


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ({"_opened": OPENED, "_sent": OPENED + 1999}, "filled in too fast"),
        ({"_opened": OPENED, "_sent": OPENED - 9000}, "filled in too fast"),
        ({"_opened": OPENED}, "does not say when the form was opened"),
        ({}, "does not say when the form was opened"),
        ({"_opened": "yesterday", "_sent": OPENED}, "does not say when the form was opened"),
    ],
)
async def test_who_is_faster_than_a_person_is_set_aside(
    site: OpenSite, times: dict[str, Any], reason: str
) -> None:
    inbound = await site.takes(as_json(TYPED | times))

    assert inbound.kind is InboundKind.UNSUPPORTED
    assert inbound.unreadable == reason


async def test_who_takes_the_least_time_is_a_person(site: OpenSite) -> None:
    inbound = await site.takes(as_json(TYPED | {"_opened": OPENED, "_sent": OPENED + 2000}))

    assert inbound.kind is InboundKind.FORM


async def test_a_person_after_a_robot_with_the_same_name_is_heard(site: OpenSite) -> None:
    robot = await site.takes(as_json(SCRIPTED | {"_sent": OPENED}))
    person = await site.takes(as_json(SCRIPTED))

    assert person.kind is InboundKind.FORM
    assert robot.provider_id != person.provider_id


async def test_the_trap_can_be_switched_off_for_code_of_ones_own(open_site: Open) -> None:
    inbound = await open_site({"min_seconds": 0}).takes(as_json(TYPED))

    assert inbound.kind is InboundKind.FORM


async def test_where_the_script_is_required_a_plain_form_is_set_aside(open_site: Open) -> None:
    inbound = await open_site({"require_script": True}).takes(as_page(TYPED))

    assert inbound.unreadable == "sent without the script"


async def test_one_address_may_ask_so_often_and_is_told_when_to_come_back(
    open_site: Open,
) -> None:
    site = open_site(limits={"per_ip_minute": 3})
    for _ in range(3):
        await site.takes(as_json(SCRIPTED))
    answer = await site.ask(as_json(SCRIPTED))

    assert answer.status == 429
    assert ("retry-after", "20") in answer.headers
    assert len(site.inbounds) == 3


async def test_who_waits_as_told_is_heard(open_site: Open) -> None:
    site = open_site(limits={"per_ip_minute": 1})
    await site.takes(as_json(SCRIPTED))
    refused = await site.ask(as_json(SCRIPTED))
    site.host.passes(seconds=60)

    assert refused.status == 429
    assert (await site.ask(as_json(SCRIPTED))).status == 200


async def test_robots_leave_a_form_to_people(open_site: Open) -> None:
    site = open_site(limits={"per_ip_minute": 100, "per_form_minute": 1})
    robots = [await site.ask(as_json(SCRIPTED | {"website_url": "x"})) for _ in range(2)]
    people = [await site.ask(as_json(SCRIPTED)) for _ in range(2)]

    assert [answer.status for answer in robots] == [200, 429]
    assert [answer.status for answer in people] == [200, 429]
