"""What is somebody's, or a secret, is in no log: neither the hub's nor its engines'."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import asyncpg
import nats
import pytest

from contracts.inbound import Inbound
from hub.clock import now
from hub.engines import NatsServer, Postgres
from hub.log.inbounds import encode_inbound, subject_of
from hub.log.sealing import Secret
from hub.projector.columns import view_of
from hub.standins.dovecot import available
from hub.standins.exchange import SECRET, Exchange
from hub.standins.smtp_words import Reply
from projections.inbox import INBOX
from tests.capture.arriving import chat, telegram
from tests.logs import canaries
from tests.logs.canaries import NUMBERS, SHOWN, STEM
from tests.story import until
from tests.system.conftest import NO_DOVECOT
from tests.system.hub import Hub
from tests.system.world import FIRM, World, hires, sets_policy, world

_PATIENCE_SECONDS = 90
"""A channel's libraries take long to load where much else runs."""

EXPECTED = (
    *("inbound.parked", "inbound.unreadable", "message.not_sent", "request.broke"),
    "channel.paused",
)
"""What has to be logged for all that was done here."""


@contextlib.asynccontextmanager
async def hub_in(data: Path) -> AsyncIterator[Hub]:
    """A hub that says everything it can."""
    hub = Hub(data)
    await hub.start(OMNIHUB_LOG_LEVEL="debug")
    try:
        yield hub
    finally:
        await hub.kill()
        print(hub.said)  # noqa: T201 - shown beside a test that failed


async def connect(hub: Hub, outside: World, exchange: Exchange) -> None:
    """Every channel, and two that are refused: one for its password, one for its token."""
    await sets_policy(hub, await hires(hub, canaries.MANAGER), 600)
    await outside.connect(hub)
    wrong = canaries.mailbox_with(outside.mailbox())
    bot = {"token": canaries.BOT, "api_base": outside.bot.base_url, "poll_seconds": 1}
    phone = {
        "format": "generic",
        "secrets": [SECRET],
        "public_url": exchange.url,
        "lines": [exchange.line],
    }
    for account, channel, settings in (
        ("locked", "email", wrong),
        ("bot", "telegram", bot),
        ("phone", "telephony", phone),
        ("site", "website", canaries.FORM),
    ):
        body = {"channel": channel, "settings": settings}
        await hub.insist("PUT", f"/v1/channels/{account}", body)


async def arrive(hub: Hub, outside: World, exchange: Exchange) -> None:
    """Zimorodok comes by every way there is."""
    canaries.write(outside.bot)
    outside.mail(
        f"{canaries.MAIL_NAME} <{canaries.ADDRESS}>",
        canaries.LETTER,
        number=1,
        subject=canaries.SUBJECT,
    )
    outside.dovecot.deliver(FIRM, canaries.broken_mail())
    canaries.call(exchange)
    form = f"http://127.0.0.1:{hub.port}/hooks/site/forms/callback"
    await until(lambda: _posted(form))


async def _posted(url: str) -> bool:
    """Whether the account was open already."""
    said = canaries.filled(int(time.time() * 1000))
    async with (
        aiohttp.ClientSession(headers={"Origin": "https://shop.example"}) as http,
        http.post(url, json=said) as answer,
    ):
        return answer.ok


async def shown(hub: Hub) -> str:
    """Everything that the API has of it."""
    found = [
        await hub.insist("GET", f"/v1/{list_}")
        for list_ in ("conversations", "clients", "leads", "calls", "inbounds?state=parked")
    ]
    cards = [f"/v1/clients/{client['client_id']}" for client in found[1]["items"]]
    found += [await hub.insist("GET", card + more) for card in cards for more in ("", "/timeline")]
    return json.dumps(found, ensure_ascii=False)


async def arrives(hub: Hub, *words: str) -> None:
    """Wait until the API shows all of these."""
    left = set(words)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while left:
                text = await shown(hub)
                left = {one for one in left if one not in text}
    except TimeoutError:
        pytest.fail(f"never shown: {left}")


async def poison(data: Path) -> None:
    """What cannot be read, what breaks a rule of ours, and what pretends to be a trace."""
    secret = Secret(bytes.fromhex((data / "secret").read_text().strip()))
    naive = now().replace(tzinfo=None)
    bad = chat("naive", telegram(canaries.CHAT), text=canaries.POISON, arrived_at=naive)
    nc = await nats.connect(NatsServer(data).url)
    for body in (_sealed(bad, secret), ({"traceparent": canaries.POISON}, b"zimorodok")):
        await nc.request(subject_of("telegram", "tg"), body[1], 5, headers=body[0])
    await nc.close()


def _sealed(inbound: Inbound, secret: Secret) -> tuple[dict[str, str], bytes]:
    return encode_inbound("telegram", "tg", inbound, secret, now())


async def answer(hub: Hub, outside: World, text: str) -> None:
    """What is answered is refused, with the provider's own words about it."""
    outside.bot.answer_next("sendMessage", 400, canaries.REFUSAL)
    outside.smtp.fail_next("RCPT", Reply(550, f"5.1.1 <{canaries.ADDRESS}> is nobody"))
    for conversation in (await hub.call("GET", "/v1/conversations"))["items"]:
        path = f"/v1/conversations/{conversation['conversation_id']}"
        with contextlib.suppress(AssertionError):  # a form has no way back
            await hub.call("POST", f"{path}/replies", {"text": text})
        await hub.call("POST", f"{path}/notes", {"text": canaries.NOTE})


async def ask_wrongly(hub: Hub) -> None:
    """Wrong token, wrong address, wrong body, no HTTP at all."""
    base = f"http://127.0.0.1:{hub.port}"
    good = {"Authorization": f"Bearer {hub.token}"}
    async with aiohttp.ClientSession() as http:
        await http.get(f"{base}/v1/clients", headers={"Authorization": f"Bearer {canaries.TOKEN}"})
        await http.get(f"{base}/v1/{canaries.PATH}?q={canaries.SAID}", headers=good)
        await http.post(f"{base}/v1/employees", data=canaries.BODY, headers=good)
        await http.post(f"{base}/v1/employees", json={"name": [canaries.NAME]}, headers=good)
        await http.post(f"{base}/hooks/phone", data=canaries.BODY)
    reader, writer = await asyncio.open_connection("127.0.0.1", hub.port)
    writer.write(f"{canaries.BODY}\x00\r\n\r\n".encode())
    await reader.read()
    writer.close()


async def break_rows(data: Path) -> None:
    """The database refuses values, and then holds some that nobody expects."""
    connection = await asyncpg.connect(Postgres(data).dsn("views"))
    for sql in ("SELECT $1::text::uuid", "SELECT $1::text::jsonb", "SELECT $1::text::timestamptz"):
        with contextlib.suppress(asyncpg.PostgresError):
            await connection.fetch(sql, canaries.ROW)
    inbox = view_of(INBOX)
    await connection.execute(f"UPDATE {inbox} SET status = $1", canaries.ROW)  # noqa: S608 - our own name
    await connection.close()


async def is_broken(hub: Hub) -> bool:
    """A 500: the row cannot be shown."""
    headers = {"Authorization": f"Bearer {hub.token}"}
    url = f"http://127.0.0.1:{hub.port}/v1/conversations"
    async with aiohttp.ClientSession(headers=headers) as http, http.get(url) as refused:
        return refused.status == 500


def logs(hub: Hub, data: Path) -> str:
    """What the hub said on both outputs, and what its engines wrote."""
    engines = [path.read_text(errors="replace") for path in sorted((data / "logs").iterdir())]
    assert len(engines) >= 2
    return "\n".join([hub.said.replace(hub.token, "the first token, shown once"), *engines])


@pytest.mark.timeout(500)
@pytest.mark.skipif(not available(), reason=NO_DOVECOT)
async def test_no_log_holds_a_canary(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with hub_in(data) as hub, world() as outside:
        async with Exchange(f"http://127.0.0.1:{hub.port}/hooks/phone") as exchange:
            await connect(hub, outside, exchange)
            given = await hub.insist(
                "POST", "/v1/tokens", {"name": "canary", "role": "administrator"}
            )
            await arrive(hub, outside, exchange)
            await poison(data)
            await arrives(hub, *SHOWN)
            await answer(hub, outside, canaries.ANSWER)
            await arrives(hub, canaries.ANSWER, canaries.REFUSAL, "failed")
            await ask_wrongly(hub)
            await break_rows(data)
            assert await is_broken(hub)
        await until(lambda: _told(hub, *EXPECTED))
        await hub.stop()

        said = logs(hub, data)
    secrets = [given["token"], (data / "secret").read_text().strip(), *passwords(data)]
    assert [one for one in EXPECTED if one not in said] == []
    leaks = [
        line
        for line in said.splitlines()
        if any(one.lower() in line.lower() for one in (STEM, *NUMBERS, *secrets))
    ]
    assert leaks == []
    assert "\x1b" not in hub.said
    assert "forged.line" not in said


async def _told(hub: Hub, *events: str) -> bool:
    """Whether the hub has logged each of these by now."""
    return all(event in hub.said for event in events)


def passwords(data: Path) -> list[str]:
    """Those of the engines."""
    facts = json.loads((data / "engines.json").read_text())
    return [engine["password"] for engine in facts.values() if "password" in engine]
