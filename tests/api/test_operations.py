import asyncio
import contextlib
import socket

import pytest
from httpx import AsyncClient

from contracts.capture import InboundParked, InboundRepeated
from contracts.errors import Misconfigured
from contracts.event import Subject
from hub.api.serve import listen, serve_on
from hub.house import House
from hub.settings import Settings
from hub.standins.bot_api import BotApi
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA
from tests.story import PATIENCE_SECONDS

SECRET = "123456:canary"
SHOP = "/channels/shop"


def telegram(token: str = SECRET, base: str = "http://127.0.0.1:1") -> dict[str, object]:
    return {"channel": "telegram", "settings": {"token": token, "api_base": base}}


async def test_an_account_is_connected_paused_and_resumed(moving: House, admin: Caller) -> None:
    states = []
    for method, path in (("PUT", SHOP), ("POST", f"{SHOP}/pause"), ("POST", f"{SHOP}/resume")):
        await admin.does(method, path, **(telegram() if method == "PUT" else {}))
        states += [one["state"] for one in await admin.get("/channels")]

    assert states == ["up", "paused", "up"]
    assert (await moving.channel_settings.all())[0].settings["token"] == SECRET


async def test_a_secret_that_went_in_never_comes_out(admin: Caller) -> None:
    wrong = telegram() | {"settings": {"token": SECRET, "poll_seconds": 99}}
    answers = [
        await admin("PUT", SHOP, json=telegram()),
        await admin("PUT", SHOP, json=wrong),
        await admin("GET", "/channels"),
        await admin("GET", "/status"),
    ]

    assert [answer.status_code for answer in answers] == [200, 422, 200, 200]
    assert answers[1].json()["field"] == "poll_seconds"
    assert not any("canary" in answer.text for answer in answers)


async def test_an_account_stays_with_its_channel(admin: Caller) -> None:
    await admin.does("PUT", SHOP, **telegram())
    mailbox = {
        "address": "shop@shop.example",
        "imap_host": "imap.shop.example",
        "user": "shop",
        "password": "x",
    }

    other = await admin("PUT", SHOP, json={"channel": "email", "settings": mailbox})
    unknown = await admin("PUT", SHOP, json={"channel": "pigeon", "settings": {}})
    unnamed = await admin("PUT", "/channels/Shop_1", json=telegram())

    assert [a.status_code for a in (other, unknown, unnamed)] == [409, 404, 422]


async def test_an_account_that_works_says_so_and_another_says_what_to_do(
    admin: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a library may have to be imported first
    monkeypatch.setattr("hub.api.routes.testing._SECONDS", PATIENCE_SECONDS)
    said = []
    async with BotApi() as bot:
        for token in (bot.token, SECRET):
            await admin.does("PUT", SHOP, **telegram(token, bot.base_url))
            said.append(await admin.does("POST", f"{SHOP}/test"))

    assert [health["state"] for health in said] == ["up", "down"]
    assert said[1]["remedy"]
    assert "canary" not in str(said)


async def test_what_is_installed_comes_with_its_form(admin: Caller) -> None:
    kinds = {one["name"]: one for one in await admin.get("/channel-kinds")}

    assert kinds["telegram"]["secrets"] == ["proxy", "token"]
    assert "token" in kinds["telegram"]["settings"]["properties"]


async def test_bad_input_stays_visible(story: Story, admin: Caller) -> None:
    account = Subject("inbound", "shop")
    parked = InboundParked(inbound=1, channel="telegram", account="shop", reason="not readable")
    await story.tell(account, parked)
    await story.tell(
        account, InboundRepeated(inbound=2, channel="telegram", account="shop", first=1)
    )

    everything = await admin.get("/inbounds", limit=1)
    behind = await admin.get("/inbounds", cursor=everything["next"])
    only = await admin.get("/inbounds", outcome="parked")

    assert [one["outcome"] for one in everything["items"]] == ["repeat"]
    assert behind["items"] == only["items"] == [await admin.get("/inbounds/1")]
    assert only["items"][0]["reason"] == "not readable"


async def test_status_says_how_far_everybody_is(story: Story, admin: Caller) -> None:
    await story.employee()

    status = await admin.get("/status")

    assert status["heads"] == {"inbound": 0, "events": 1}
    assert status["capture"] == {"position": 0, "lag": 0}
    assert {one["lag"] for one in status["projections"]} == {0}


async def test_a_token_is_given_to_who_works_here_and_revoked(
    story: Story, admin: Caller, http: AsyncClient
) -> None:
    await story.employee()
    said = {"name": "anna-phone", "role": "employee", "employee_id": str(ANNA)}
    token = (await admin.does("POST", "/tokens", **said))["token"]

    before = await Caller(http, token)("GET", "/colleagues")
    await admin.does("DELETE", "/tokens/anna-phone")
    after = await Caller(http, token)("GET", "/colleagues")

    assert before.json() == [{"employee_id": str(ANNA), "name": "Анна"}]
    assert after.status_code == 401


async def test_it_is_served_until_cancelled_and_then_the_port_is_free(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once: nothing is under way that the time for it could be waited for."""
    monkeypatch.setattr("hub.api.serve._GRACE_SECONDS", 1_000)
    monkeypatch.setattr("hub.looking.engines._PATIENCE_SECONDS", PATIENCE_SECONDS)
    listener = listen(house.settings)
    port = listener.getsockname()[1]
    serving = asyncio.create_task(serve_on(house, listener))
    async with AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE_SECONDS) as http:
        health = await http.get("/v1/health")
        serving.cancel()
        async with asyncio.timeout(PATIENCE_SECONDS):
            with contextlib.suppress(asyncio.CancelledError):
                await serving

    assert health.json() == {"status": "ok"}
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)


def test_a_taken_port_is_the_operators_to_repair(settings: Settings) -> None:
    with listen(settings) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(Misconfigured, match="OMNIHUB_API_PORT"):
            listen(settings.model_copy(update={"api_port": port}))
