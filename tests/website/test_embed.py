"""The script on a page: in a browser of a few lines, and before the channel's own judgement."""

import asyncio
import json
import shutil
from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from channels.website.marks import in_milliseconds
from channels.website.published import public, script
from channels.website.settings import Settings
from contracts.inbound import InboundKind
from tests.examples import NOON
from tests.story import PATIENCE_SECONDS
from tests.website.conftest import Open, OpenSite
from tests.website.examples import SHOP, as_json, as_multipart, site

NODE = shutil.which("node")
BROWSER = Path(__file__).with_name("browser.js")
SETTINGS = Settings.model_validate(site())
CALLBACK = public(SETTINGS.forms[0], visits=False)
ORDER = public(SETTINGS.forms[1], visits=False)
THANKED = {"status": 200, "body": {"status": "received", "thanks": "Спасибо!"}}
FILLED = [["type", "name", "Борис"], ["type", "phone", "89161234567"], ["wait", 5000]]

needs_node = pytest.mark.skipif(NODE is None, reason="there is no node to run the script with")


@dataclass(frozen=True)
class Told:
    """What happened in the browser."""

    requests: list[dict[str, Any]]
    seen: list[list[Any]]
    stores: dict[str, dict[str, str]]

    def sent(self, to: str) -> list[dict[str, Any]]:
        return [one["body"] for one in self.requests if one["url"].endswith(to)]

    def texts(self, kind: str) -> list[str]:
        return [text for _, name, text, _ in self.seen if kind in name.split() and text]

    def inputs(self) -> dict[str, dict[str, Any]]:
        return {state["name"]: state for *_, state in self.seen if state.get("name")}

    def button(self) -> dict[str, Any]:
        return next(state for name, _, _, state in self.seen if name == "button")


async def browse(*steps: Any, answers: list[Any] | None = None, **page: Any) -> Told:
    story: dict[str, Any] = {
        "tag": {"data-form": "callback"},
        "location": f"{SHOP}/sale",
        "referrer": "",
        "stores": {"local": {}, "session": {}},
        "definition": CALLBACK,
        "answers": [THANKED] if answers is None else answers,
        "now": in_milliseconds(NOON),
        "steps": steps,
    }
    with as_file(files("channels.website") / "embed.js") as path:
        node = await asyncio.create_subprocess_exec(
            NODE or "node",
            str(BROWSER),
            str(path),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(PATIENCE_SECONDS):
            out, _ = await node.communicate(json.dumps(story | page).encode())
    return Told(**json.loads(out))


def test_the_script_ships_and_keeps_to_what_a_strict_page_allows() -> None:
    text = script().decode()

    assert not [bad for bad in ("innerHTML", "eval(", ".style", "document.write") if bad in text]


@needs_node
async def test_a_form_is_shown_where_the_tag_stands() -> None:
    told = await browse()
    inputs = told.inputs()

    assert [inputs[name]["type"] for name in ("phone", "email", "count")] == [
        "tel",
        "email",
        "text",
    ]
    assert inputs["phone"]["required"]
    assert len(told.texts("omnihub-required")) == 1
    assert [text for name, _, text, _ in told.seen if name == "option"] == ["", "S", "M"]
    assert told.button()["type"] == "submit"
    assert [text for name, _, text, _ in told.seen if name == "button"] == ["Отправить"]


@needs_node
async def test_what_the_script_sends_is_taken(site: OpenSite) -> None:
    told = await browse(*FILLED, ["submit"])
    (sent,) = told.sent("forms/callback")
    inbound = await site.takes(as_json(sent))

    assert inbound.kind is InboundKind.FORM
    assert inbound.text == "Имя: Борис\nТелефон: 89161234567"
    assert inbound.form
    assert inbound.form.page == f"{SHOP}/sale"
    assert [touch.landing for touch in inbound.touches] == [f"{SHOP}/sale"]
    assert told.texts("omnihub-thanks") == ["Спасибо!"]
    assert told.inputs()["phone"]["value"] == ""


@needs_node
async def test_consent_is_to_the_version_that_was_shown(site: OpenSite) -> None:
    steps = [["type", "email", "boris@client.test"], ["tick", "_consent"], ["wait", 5000]]
    told = await browse(*steps, ["submit"], definition=ORDER)
    (sent,) = told.sent("forms/order")
    inbound = await site.takes(as_multipart(sent))

    assert sent["_consent"] == "2026-1"
    assert inbound.form
    assert inbound.form.consent
    assert told.texts("omnihub-consent") == []
    assert "I agree." in [text for *_, text, _ in told.seen]


@needs_node
async def test_the_script_is_no_robot_and_leaves_the_honeypot_empty(site: OpenSite) -> None:
    told = await browse(*FILLED, ["submit"])
    (sent,) = told.sent("forms/callback")
    boxes = [state for name, _, _, state in told.seen if name == "div"]

    assert "website_url" not in sent
    assert [box["hidden"] for box in boxes] == [True]
    assert (await site.takes(as_json(sent))).unreadable is None


@needs_node
async def test_a_robot_in_a_browser_is_caught(site: OpenSite) -> None:
    told = await browse(*FILLED, ["type", "website_url", "http://spam.example"], ["submit"])
    (sent,) = told.sent("forms/callback")

    assert (await site.takes(as_json(sent))).unreadable == "honeypot"


@needs_node
@pytest.mark.parametrize("failing", [None, {"status": 503, "body": {}}])
async def test_a_failure_keeps_what_was_typed_and_the_next_try_is_the_same(failing: Any) -> None:
    told = await browse(*FILLED, ["submit"], ["submit"], answers=[failing, None])
    first, second = told.sent("forms/callback")

    assert told.texts("omnihub-status")[0].startswith("Не удалось отправить")
    assert told.inputs()["name"]["value"] == "Борис"
    assert not told.button()["disabled"]
    assert first["_submission"] == second["_submission"]


@needs_node
async def test_what_is_wrong_stands_at_its_field() -> None:
    errors = [{"field": "phone", "message": "Это не похоже на номер телефона."}]
    body = {"title": "Проверьте, пожалуйста, отмеченные поля.", "errors": errors}
    told = await browse(*FILLED, ["submit"], answers=[{"status": 422, "body": body}])

    assert told.texts("omnihub-error") == [errors[0]["message"]]
    assert told.inputs()["phone"]["aria-invalid"] == "true"
    assert told.inputs()["phone"]["value"] == "89161234567"


@needs_node
async def test_a_second_press_while_sending_sends_nothing() -> None:
    told = await browse(*FILLED, ["press"], ["press"], ["wait", 0])

    assert len(told.sent("forms/callback")) == 1


@needs_node
async def test_a_second_form_is_another_submission() -> None:
    told = await browse(*FILLED, ["submit"], *FILLED, ["submit"], answers=[THANKED, THANKED])
    first, second = told.sent("forms/callback")

    assert first["_submission"] != second["_submission"]


@needs_node
async def test_the_page_fills_in_what_it_knows() -> None:
    tag = {"data-form": "callback", "data-field-comment": "<b>Диван</b>", "data-field-gift": "true"}
    told = await browse(*FILLED, ["submit"], tag=tag)
    (sent,) = told.sent("forms/callback")

    assert (sent["comment"], sent["gift"]) == ("<b>Диван</b>", True)


@needs_node
async def test_the_first_visit_is_remembered_beside_the_last() -> None:
    came = await browse(location=f"{SHOP}/?utm_source=yandex&yclid=17", referrer="https://ya.ru/")
    stores = deepcopy(came.stores) | {"session": {}}
    later: dict[str, Any] = {"now": in_milliseconds(NOON) + 86_400_000, "stores": stores}
    told = await browse(*FILLED, ["submit"], location=f"{SHOP}/?gclid=G1", **later)
    first, last = told.sent("forms/callback")[0]["_touches"]

    assert (first["utm_source"], first["yclid"], first["referrer"]) == (
        "yandex",
        "17",
        "https://ya.ru/",
    )
    assert (last["gclid"], last["at"] - first["at"]) == ("G1", 86_400_000)


@needs_node
@pytest.mark.parametrize("referrer", ["", f"{SHOP}/"])
async def test_going_on_reading_is_no_new_visit(referrer: str) -> None:
    came = await browse(location=f"{SHOP}/?yclid=17")
    told = await browse(
        *FILLED,
        ["submit"],
        now=in_milliseconds(NOON) + 60_000,
        stores=came.stores,
        referrer=referrer,
    )

    assert [touch["yclid"] for touch in told.sent("forms/callback")[0]["_touches"]] == ["17"]


@needs_node
@pytest.mark.parametrize("memory", ["[]", "{}", "no", "7", '{"first": {"at": 1}}'])
async def test_a_browser_that_forgot_is_a_new_one(memory: str) -> None:
    stores = {"local": {"omnihub": memory}, "session": {}}
    told = await browse(*FILLED, ["submit"], stores=stores)

    assert len(told.sent("forms/callback")[0]["_touches"]) == 1


@needs_node
async def test_a_browser_that_remembers_nothing_sends_its_form_all_the_same() -> None:
    told = await browse(*FILLED, ["submit"], stores={"local": None, "session": None})

    assert len(told.sent("forms/callback")) == 1


@needs_node
async def test_a_visit_from_a_campaign_is_told_once_a_session(open_site: Open) -> None:
    page: dict[str, Any] = {"tag": {"data-visits": ""}, "location": f"{SHOP}/?yclid=17"}
    answer = {"status": 200, "body": {"at": 1_700_000_000_000}}
    came = await browse(answers=[answer], **page)
    again = await browse(answers=[], stores=came.stores, **page)
    (sent,) = came.sent("visit")
    told = as_json(sent).model_copy(update={"path": "visit"})
    inbound = await open_site(visits=True).takes(told)

    assert inbound.kind is InboundKind.VISIT
    assert again.sent("visit") == []
    assert json.loads(came.stores["local"]["omnihub"])["last"]["at"] == 1_700_000_000_000


@needs_node
async def test_a_visit_without_marks_is_not_told() -> None:
    told = await browse(tag={"data-visits": ""}, referrer="https://ya.ru/")

    assert told.requests == []


@needs_node
async def test_a_form_that_is_not_there_breaks_no_page() -> None:
    told = await browse(definition=None)

    assert [name for name, *_ in told.seen] == ["script"]
