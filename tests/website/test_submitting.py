"""What a visitor types arrives as an inbound, whichever way the page sends it."""

from datetime import timedelta

import pytest

from channels.website.multipart import parts
from contracts.inbound import AddressKind, Consent, InboundKind, Opens, Strength
from tests.examples import NOON
from tests.website.conftest import Open, OpenSite, said
from tests.website.examples import (
    BROWSER,
    ORDERED,
    SCRIPTED,
    SHOP,
    TAKEN_TIME,
    TYPED,
    as_json,
    as_multipart,
    as_page,
    asked,
)


async def test_a_form_is_an_inbound_with_what_was_typed(site: OpenSite) -> None:
    inbound = await site.takes(as_json(SCRIPTED | {"gift": True, "count": 3, "size": "M"}))

    assert inbound.kind is InboundKind.FORM
    assert inbound.form
    assert inbound.form.opens is Opens.LEAD
    assert inbound.arrived_at == NOON
    assert inbound.text == (
        "Имя: Борис\nТелефон: 8 (916) 123-45-67\nРазмер: M\nСколько: 3\nПодарок: да"
    )
    assert [(field.name, field.label) for field in inbound.form.fields][:2] == [
        ("name", "Имя"),
        ("phone", "Телефон"),
    ]


async def test_three_ways_of_sending_say_the_same(site: OpenSite) -> None:
    plain = {name: str(value) for name, value in SCRIPTED.items()}
    requests = (as_json(SCRIPTED), as_page(plain), as_multipart(plain, form="callback"))
    told = [await site.takes(request) for request in requests]

    assert len({inbound.text for inbound in told}) == 1
    assert len({inbound.sender for inbound in told}) == 1
    assert len({inbound.provider_id for inbound in told}) == 1


async def test_the_phone_stands_before_the_mail_and_both_are_claimed(site: OpenSite) -> None:
    inbound = await site.takes(as_json(SCRIPTED | {"email": "Boris@CLIENT.test"}))

    assert [(one.kind, one.value) for one in inbound.sender] == [
        (AddressKind.PHONE, "+79161234567"),
        (AddressKind.EMAIL, "Boris@client.test"),
    ]
    assert {one.name for one in inbound.sender} == {"Борис"}
    assert {one.strength for one in inbound.sender} == {Strength.CLAIMED}


async def test_where_claims_are_off_an_address_is_only_mentioned(site: OpenSite) -> None:
    inbound = await site.takes(as_json(ORDERED, "order"))

    assert [one.strength for one in inbound.sender] == [Strength.MENTIONED]


async def test_an_order_form_says_where_its_deal_begins(site: OpenSite) -> None:
    inbound = await site.takes(as_json(ORDERED, "order"))

    assert inbound.form
    assert (inbound.form.opens, inbound.form.pipeline, inbound.form.stage) == (
        Opens.DEAL,
        "sales",
        "offer",
    )


async def test_consent_names_the_words_the_time_and_the_address(site: OpenSite) -> None:
    inbound = await site.takes(as_json(ORDERED, "order"))

    assert inbound.form
    assert inbound.form.consent == Consent(
        version="2026-1", text="I agree.", at=NOON, address="203.0.113.7"
    )


async def test_consent_that_may_be_left_out_is_not_invented(open_site: Open) -> None:
    site = open_site({"consent": {"version": "1", "text": "Новости", "required": False}})
    inbound = await site.takes(as_json(SCRIPTED | {"_consent": False}))

    assert inbound.form
    assert inbound.form.consent is None


async def test_the_body_is_kept_before_the_inbound_names_it(site: OpenSite) -> None:
    request = as_json(SCRIPTED)
    inbound = await site.takes(request)

    assert site.host.blobs[inbound.raw or ""] == request.body


async def test_a_plain_form_is_thanked_with_a_page(open_site: Open) -> None:
    site = open_site({"thanks": "Ждите <b>звонка</b>"})
    answer = await site.ask(as_page(TYPED))

    assert answer.status == 200
    assert answer.media_type.startswith("text/html")
    assert "Ждите &lt;b&gt;звонка&lt;/b&gt;" in answer.body.decode()
    assert len(site.inbounds) == 1


async def test_a_plain_form_is_led_to_the_page_of_thanks(open_site: Open) -> None:
    site = open_site({"thanks_url": f"{SHOP}/thanks"})
    answer = await site.ask(as_page(TYPED))

    assert answer.status == 303
    assert ("location", f"{SHOP}/thanks") in answer.headers


async def test_a_plain_form_that_is_wrong_says_so_by_its_labels(site: OpenSite) -> None:
    answer = await site.ask(as_page({"phone": "нет"}))

    assert answer.status == 422
    assert "Телефон: Это не похоже на номер телефона." in answer.body.decode()
    assert site.inbounds == []


async def test_the_script_is_told_the_words_of_thanks(site: OpenSite) -> None:
    answer = await site.ask(as_json(SCRIPTED))

    assert said(answer) == {"status": "received", "thanks": "Спасибо! Мы свяжемся с вами."}


async def test_a_page_in_windows_1251_is_read(site: OpenSite) -> None:
    kind = ("content-type", "application/x-www-form-urlencoded")
    body = b"name=%C1%EE%F0%E8%F1&phone=%2B79161234567"
    inbound = await site.takes(asked("POST", "forms/callback", kind, *BROWSER, body=body))

    assert inbound.sender[0].name == "Борис"


async def test_typed_lines_cannot_pass_for_other_fields(site: OpenSite) -> None:
    inbound = await site.takes(as_json(SCRIPTED | {"name": "Борис\nТелефон: 1\x00\ud800"}))

    assert inbound.text.split("\n")[0] == "Имя: Борис Телефон: 1�"


async def test_a_send_by_a_program_of_the_company_takes_its_own_time(open_site: Open) -> None:
    site = open_site(without_origin=True)
    request = as_json(TYPED)
    nameless = request.model_copy(update={"headers": request.headers[:1]})
    inbound = await site.takes(nameless)

    assert inbound.kind is InboundKind.FORM


async def test_hours_at_a_form_are_no_robot(site: OpenSite) -> None:
    late = TAKEN_TIME["_opened"] + int(timedelta(hours=9).total_seconds() * 1000)
    inbound = await site.takes(as_json(TYPED | {"_opened": TAKEN_TIME["_opened"], "_sent": late}))

    assert inbound.kind is InboundKind.FORM


@pytest.mark.parametrize("data", [b"", b"a\r\nb", b"--x", b"\r\n--x", b"\x00\xff\r"])
def test_a_part_keeps_every_byte(data: bytes) -> None:
    request = as_multipart({}, {"drawing": ("a%22b.png", data)})
    read = parts(request.body, "multipart/form-data; boundary=x7", 100)

    assert [(part.file_name, part.data) for part in read] == [('a"b.png', data)]
