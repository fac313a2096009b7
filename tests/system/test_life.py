"""One client's life: an advertisement, a form, a call, Telegram, a letter, an answer, a deal, won.

The hub is stopped, and killed, on the way. The ledgers of the outside judge what was delivered.
"""

from collections import Counter
from typing import Any

import pytest

from hub.standins.exchange import SECRET, Exchange
from tests.story import PATIENCE_SECONDS, until
from tests.system.client import SITE, Browser
from tests.system.hub import Hub
from tests.system.world import World, hires

pytestmark = pytest.mark.asyncio(loop_scope="module")

PHONE = "+79161234567"
MAIL = "boris@client.test"
CHAT = 77


async def items(hub: Hub, path: str) -> list[dict[str, Any]]:
    """The first page of a list."""
    found: list[dict[str, Any]] = (await hub.insist("GET", path))["items"]
    return found


async def only(hub: Hub, path: str, **said: Any) -> dict[str, Any]:
    """The one item of a list that says this, once it is there."""

    async def found() -> list[dict[str, Any]]:
        return [i for i in await items(hub, path) if said.items() <= i.items()]

    (one,) = await until(found)
    return dict(one)


async def connect(hub: Hub, exchange: Exchange) -> None:
    """An operator plugs in the site and the telephone."""
    await hub.insist("PUT", "/v1/channels/site", SITE)
    settings = {
        "format": "generic",
        "secrets": [SECRET],
        "public_url": exchange.url,
        "lines": [exchange.line],
    }
    await hub.insist("PUT", "/v1/channels/phone", {"channel": "telephony", "settings": settings})


async def restart(hub: Hub, *, kindly: bool) -> None:
    await (hub.stop() if kindly else hub.kill())
    await hub.start()


@pytest.mark.timeout(400)
async def test_one_client_is_one_card_from_the_click_to_the_payment(
    hub: Hub, outside: World
) -> None:
    async with Exchange(f"http://127.0.0.1:{hub.port}/hooks/phone") as exchange:
        await lives(hub, outside, exchange)


async def lives(hub: Hub, outside: World, exchange: Exchange) -> None:
    await connect(hub, exchange)
    anna = await hires(hub, "Анна", telegram="101")
    await hub.insist("PUT", "/v1/rotation", {"employees": [anna]})
    price = {"click_price": "12.50", "currency": "RUB", "valid_from": "2026-01-01"}
    await hub.insist("PUT", "/v1/campaigns/spring/price", price)

    # The advertisement and the form.
    browser = Browser()
    click = browser.visit("spring")
    await browser.comes(hub, click)
    await browser.fills_in(
        hub, click, name="Борис", phone="8 916 123-45-67", email=MAIL, comment="Нужен шкаф"
    )
    lead = await only(hub, "/v1/leads", form="callback")
    bot = outside.bot
    await bot.wait_for(lambda: any("Нужен шкаф" in t for t in bot.sent_to(101)), PATIENCE_SECONDS)

    # The same client calls; nobody picks up; anna calls back. The exchange repeats itself.
    await restart(hub, kindly=False)
    exchange.repeat(5)
    exchange.misses(exchange.rings(PHONE))
    task = await only(hub, "/v1/tasks", kind="call_back", status="open")
    back = exchange.rings(PHONE, out=True)
    exchange.answers(back)
    exchange.ends(back, seconds=40)

    async def done() -> bool:
        return bool((await hub.insist("GET", f"/v1/tasks/{task['task_id']}"))["status"] == "done")

    assert await until(done)

    # He shows his number in Telegram, which vouches for it, and writes: it is the same card.
    outside.bot.shares_contact(CHAT, PHONE, name="Борис")
    outside.bot.says(CHAT, "Это снова Борис", name="Борис")
    await restart(hub, kindly=True)
    talk = await only(hub, "/v1/conversations", channel="telegram")

    # A letter from the address he had typed proves more than a form: a person joins the cards.
    outside.mail(f"Борис <{MAIL}>", "Вот размеры", number=1)
    letter = await only(hub, "/v1/conversations", channel="email")
    card = (await hub.insist("GET", f"/v1/leads/{lead['lead_id']}"))["client_id"]
    await hub.insist("POST", f"/v1/clients/{card}/merge", {"other_client_id": letter["client_id"]})
    twice = await only(hub, "/v1/leads", channel="email")
    await hub.insist("POST", f"/v1/leads/{twice['lead_id']}/reject", {"reason": "тот же клиент"})

    # The answer goes where the question was asked.
    path = f"/v1/conversations/{talk['conversation_id']}/replies"
    await hub.insist("POST", path, {"text": "Сделаем!", "message_id": _ANSWER})
    await bot.wait_for(lambda: bot.sent_to(CHAT) == ["Сделаем!"], PATIENCE_SECONDS)

    # The deal, through its stages, to the payment.
    deal_id = await qualified(hub, lead["lead_id"])
    for stage in ("documents", "agreement", "offer", "execution", "payment"):
        await hub.insist("POST", f"/v1/deals/{deal_id}/move", {"stage": stage})
        if stage == "offer":
            await restart(hub, kindly=False)
    await hub.insist("POST", f"/v1/deals/{deal_id}/win", {})

    await told_once(hub, card)
    await counted(hub, anna)
    assert outside.bot.sent_to(CHAT) == ["Сделаем!"]
    told = [text for text in outside.bot.sent_to(101) if "Нужен шкаф" in text]
    assert [("Повтор" in text) for text in told] == [n > 0 for n in range(len(told))], told


_ANSWER = "0190d5b2-0000-7000-8000-0000000000aa"


async def qualified(hub: Hub, lead: str) -> str:
    body = {"deal": {"title": "Шкаф", "amount": "125000.50", "currency": "RUB"}}
    await hub.insist("POST", f"/v1/leads/{lead}/qualify", body)
    deal = await only(hub, "/v1/deals", lead_id=lead)
    return str(deal["deal_id"])


async def told_once(hub: Hub, card: str) -> None:
    """One history, in which everything stands once."""
    history = await items(hub, f"/v1/clients/{card}/history?limit=200")
    messages = [entry["message"]["text"] for entry in history if entry["kind"] == "message"]
    calls = [entry for entry in history if entry["kind"] == "call"]
    steps = [entry["step"]["kind"] for entry in history if entry["kind"] == "step"]
    said = Counter(text.strip() for text in messages)
    assert [said[text] for text in ("Вот размеры", "Это снова Борис", "Сделаем!")] == [1, 1, 1]
    assert len(calls) == 2
    assert steps.count("deal.moved") == 5
    assert steps.count("deal.won") == 1
    assert steps.count("form.received") == 1


async def counted(hub: Hub, anna: str) -> None:
    """One click, a lead and its duplicate, one deal won for what it was worth; one stay a stage."""
    sources = await hub.insist("GET", "/v1/sources?group=campaign&model=first")
    spring = next(row for row in sources["rows"] if row["key"] == "spring")
    assert (spring["leads"], spring["rejected"], spring["won"], spring["clicks"]) == (2, 1, 1, 1)
    assert spring["won_amount"] == [{"amount": "125000.50", "currency": "RUB"}]
    assert spring["cost"] == [{"amount": "12.50", "currency": "RUB"}]
    funnel = await hub.insist("GET", "/v1/funnel?pipeline=sales&by=manager")
    mine = next(group for group in funnel["groups"] if group["key"] == anna)
    assert {stage["entered"] for stage in mine["stages"]} == {1}
    assert {stage["inside"] for stage in mine["stages"]} == {0}
    assert [stage["won"] for stage in mine["stages"]] == [0, 0, 0, 0, 0, 1]
