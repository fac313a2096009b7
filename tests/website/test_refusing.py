"""What is wrong is said at once, field by field, in the form's language; nothing is left of it."""

from time import thread_time
from typing import Any

import pytest

from contracts.channel import WebRequest
from tests.website.conftest import Open, OpenSite, said
from tests.website.examples import (
    ORDERED,
    SCRIPTED,
    TYPED,
    as_json,
    as_multipart,
    as_page,
    asked,
)

JSON = ("content-type", "application/json")


async def test_everything_wrong_is_said_at_once(site: OpenSite) -> None:
    wrong = {
        "phone": "12",
        "email": "boris@",
        "comment": "о" * 51,
        "size": "XXL",
        "count": "many",
        "gift": "perhaps",
        "colour": "red",
        "name": ["Борис"],
    }
    faults = await site.faults(as_json(SCRIPTED | wrong))

    assert faults == {
        "phone": "Это не похоже на номер телефона.",
        "email": "Это не похоже на адрес почты.",
        "comment": "Слишком длинно.",
        "size": "Выберите вариант из списка.",
        "count": "Здесь нужно число.",
        "gift": "Здесь можно только поставить отметку.",
        "colour": "В форме нет такого поля.",
        "name": "Здесь нужно одно значение.",
    }
    assert site.inbounds == []


async def test_a_problem_is_a_document_in_the_language_of_the_form(site: OpenSite) -> None:
    answer = await site.ask(as_json(ORDERED | {"email": "no"}, "order"))

    assert answer.media_type == "application/problem+json"
    assert said(answer) == {
        "type": "urn:omnihub:problem:form-invalid",
        "title": "Please check the marked fields.",
        "status": 422,
        "errors": [{"field": "email", "message": "This does not look like an e-mail address."}],
    }


async def test_a_field_as_long_as_it_may_be_is_taken(site: OpenSite) -> None:
    await site.takes(as_json(SCRIPTED | {"comment": "о" * 50}))


@pytest.mark.parametrize("phone", ["", "   ", None, "\u0000"])
async def test_a_required_field_is_not_filled_by_nothing(site: OpenSite, phone: object) -> None:
    faults = await site.faults(as_json(SCRIPTED | {"phone": phone}))

    assert faults == {"phone": "Это поле нужно заполнить."}


async def test_somebody_must_be_reachable(site: OpenSite) -> None:
    faults = await site.faults(as_json(ORDERED | {"email": ""}, "order"))

    assert faults == {"email": "Leave a phone number or an e-mail address."}


@pytest.mark.parametrize("tick", [None, False, ""])
async def test_without_the_consent_that_is_required_nothing_is_taken(
    site: OpenSite, tick: object
) -> None:
    faults = await site.faults(as_json(ORDERED | {"_consent": tick}, "order"))

    assert faults == {"_consent": "The form needs your consent."}


@pytest.mark.parametrize("tick", ["2025-9", ["2026-1"], 2, {}])
async def test_consent_to_other_words_is_none(site: OpenSite, tick: object) -> None:
    faults = await site.faults(as_json(ORDERED | {"_consent": tick}, "order"))

    assert list(faults) == ["_consent"]


async def test_a_required_tick_must_be_set(open_site: Open) -> None:
    tick = {"name": "rules", "label": "Правила", "type": "checkbox", "required": True}
    phone = {"name": "phone", "label": "Телефон", "type": "phone"}
    site = open_site({"fields": [phone, tick]})
    faults = await site.faults(as_json({"phone": "+79161234567", "rules": "off"}))

    assert faults == {"rules": "Это поле нужно заполнить."}


async def test_an_unknown_form_is_not_found(site: OpenSite) -> None:
    answer = await site.ask(as_json(SCRIPTED, "nothing"))

    assert answer.status == 404
    assert site.inbounds == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"count": NaN}', b"1" * 5000]
)
async def test_a_body_that_is_no_object_is_not_read(site: OpenSite, body: bytes) -> None:
    answer = await site.ask(asked("POST", "forms/callback", JSON, body=body))

    assert answer.status == 400
    assert site.inbounds == []


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", ""])
async def test_other_kinds_of_body_are_not_taken(site: OpenSite, kind: str) -> None:
    answer = await site.ask(asked("POST", "forms/callback", ("content-type", kind), body=b"a"))

    assert answer.status == 415


async def test_a_field_that_comes_twice_is_refused(site: OpenSite) -> None:
    kind = ("content-type", "application/x-www-form-urlencoded")
    body = b"phone=%2B79161234567&phone=%2B79161234568"
    faults = await site.faults(asked("POST", "forms/callback", kind, body=body))

    assert faults == {"phone": "Это поле пришло дважды."}


THOUSANDS: dict[str, Any] = {f"f{number}": "x" for number in range(10_000)}


@pytest.mark.parametrize(
    "request_",
    [as_json(THOUSANDS), as_page(THOUSANDS), as_multipart(THOUSANDS, form="callback")],
    ids=["json", "urlencoded", "multipart"],
)
async def test_ten_thousand_fields_cost_nothing(open_site: Open, request_: WebRequest) -> None:
    site = open_site(limits={"body_bytes": 1024 * 1024})
    started = thread_time()  # of work alone: others may keep this machine busy
    answer = await site.ask(request_)

    assert answer.status == 422
    assert thread_time() - started < 2
    assert site.inbounds == []


async def test_a_body_over_the_limit_is_too_large(open_site: Open) -> None:
    site = open_site(limits={"body_bytes": 1024})
    answer = await site.ask(as_json(TYPED | {"comment": "x" * 1024}))

    assert answer.status == 413


@pytest.mark.parametrize("submission", ["short", "x" * 65, "a b c d e f", 7, ["0190d5b2"]])
async def test_the_name_of_a_submission_is_short_and_plain(
    site: OpenSite, submission: object
) -> None:
    faults = await site.faults(as_json(SCRIPTED | {"_submission": submission}))

    assert list(faults) == ["_submission"]


async def test_a_way_of_asking_that_is_not_meant_names_those_that_are(site: OpenSite) -> None:
    answer = await site.ask(asked("DELETE", "forms/callback"))

    assert answer.status == 405
    assert ("allow", "OPTIONS, POST") in answer.headers
