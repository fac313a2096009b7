"""Only pages of the site may send, and only they may read the answer."""

import pytest

from contracts.channel import WebAnswer, WebRequest
from tests.website.conftest import Open, OpenSite, said
from tests.website.examples import SCRIPTED, SHOP, as_json, as_page, asked

FOREIGN = [
    "https://evil.example",
    "null",
    "",
    "*",
    "http://shop.example",
    "https://shop.example:8443",
    "https://shop.example.evil.example",
    "https://SHOP.example",
    "https://shop.example/",
]


def headers(answer: WebAnswer, name: str) -> list[str]:
    return [value for key, value in answer.headers if key == name]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_origin_leaves_nothing(site: OpenSite, origin: str) -> None:
    answer = await site.ask(as_json(SCRIPTED, "callback", ("origin", origin)))

    assert answer.status == 403
    assert headers(answer, "access-control-allow-origin") == []
    assert headers(answer, "vary") == ["Origin"]
    assert (site.inbounds, site.host.blobs) == ([], {})


@pytest.mark.parametrize("path", ["forms/callback", "forms/callback.json", "visit"])
async def test_a_foreign_page_is_told_no_beforehand(open_site: Open, path: str) -> None:
    answer = await open_site(visits=True).ask(asked("OPTIONS", path, ("origin", FOREIGN[0])))

    assert answer.status == 403
    assert headers(answer, "access-control-allow-methods") == []


async def test_a_page_of_the_site_is_told_yes_beforehand(site: OpenSite) -> None:
    answer = await site.ask(asked("OPTIONS", "forms/callback"))

    assert answer.status == 204
    assert headers(answer, "access-control-allow-origin") == [SHOP]
    assert headers(answer, "access-control-allow-methods") == ["GET, POST"]
    assert headers(answer, "access-control-allow-headers") == ["content-type"]
    assert headers(answer, "vary") == ["Origin"]


async def test_a_page_of_the_site_may_read_what_is_wrong(site: OpenSite) -> None:
    answer = await site.ask(as_json({}))

    assert answer.status == 422
    assert headers(answer, "access-control-allow-origin") == [SHOP]


@pytest.mark.parametrize("request_", [as_json(SCRIPTED), as_page(SCRIPTED)])
async def test_a_send_without_an_origin_is_no_page(site: OpenSite, request_: WebRequest) -> None:
    answer = await site.ask(request_.model_copy(update={"headers": request_.headers[:1]}))

    assert answer.status == 403
    assert site.inbounds == []


async def test_the_script_is_for_everybody(site: OpenSite) -> None:
    answer = await site.ask(asked("GET", "embed.js", ("origin", FOREIGN[0])))

    assert answer.status == 200
    assert answer.media_type.startswith("text/javascript")
    assert ("x-content-type-options", "nosniff") in answer.headers
    assert b"currentScript" in answer.body


async def test_a_form_is_published_without_what_is_ours_alone(site: OpenSite) -> None:
    told = said(await site.ask(asked("GET", "forms/order.json")))

    assert told["consent"] == {"version": "2026-1", "text": "I agree.", "required": True}
    assert told["fields"][0] == {
        "name": "email",
        "label": "E-mail",
        "type": "email",
        "required": False,
        "max_length": 1000,
        "options": [],
    }
    assert told["words"]["send"] == "Send"
    assert not told.keys() & {"opens", "pipeline", "stage", "claims", "min_seconds"}


async def test_a_site_may_have_a_name_in_cyrillic(open_site: Open) -> None:
    site = open_site(origins=["https://Магазин.рф:443"])
    origin = "https://" + "магазин.рф".encode("idna").decode()
    answer = await site.ask(as_json(SCRIPTED, "callback", ("origin", origin)))

    assert answer.status == 200
