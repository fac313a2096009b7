"""The main job, through the real protocols: the providers' ledgers judge."""

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from contracts.ids import drawn
from hub.standins.smtp import Mail
from tests.story import PATIENCE_SECONDS, until
from tests.system.hub import Hub
from tests.system.world import FIRM, World, hires, reports_to, sets_policy

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


async def conversations(hub: Hub) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await hub.insist("GET", "/v1/conversations"))["items"]
    return found


async def conversation_of(hub: Hub, text: str) -> dict[str, Any]:
    async def found() -> dict[str, Any] | None:
        return next((c for c in await conversations(hub) if c["last_text"] == text), None)

    conversation: dict[str, Any] = await until(found)
    return conversation


async def answers(hub: Hub, conversation: dict[str, Any], text: str) -> None:
    """One answer, however often the hub has to be asked to take it."""
    path = f"/v1/conversations/{conversation['conversation_id']}/replies"
    await hub.insist("POST", path, {"text": text, "message_id": str(drawn())})


async def texts(hub: Hub, client_id: str) -> list[str]:
    timeline = await hub.insist("GET", f"/v1/clients/{client_id}/timeline")
    return [entry["text"].strip() for entry in timeline["items"]]


def words(mail: Mail) -> str:
    return str(message_from_bytes(mail.raw, policy=default).get_content()).strip()


async def test_an_answer_arrives_where_the_question_was_asked(hub: Hub, outside: World) -> None:
    bot, smtp = outside.bot, outside.smtp
    bot.says(77, "Есть в наличии?", name="Борис")
    outside.mail("Вера <vera@client.test>", "Сколько стоит?", number=1)

    await answers(hub, await conversation_of(hub, "Есть в наличии?"), "Есть!")
    await answers(hub, await conversation_of(hub, "Сколько стоит?"), "Сто рублей.")

    await bot.wait_for(lambda: bot.sent_to(77) == ["Есть!"], PATIENCE_SECONDS)
    await smtp.wait_for(lambda: len(smtp.mails_to("vera@client.test")) == 1, PATIENCE_SECONDS)
    (mail,) = smtp.mails_to("vera@client.test")
    assert words(mail) == "Сто рублей."
    assert message_from_bytes(mail.raw)["In-Reply-To"] == "<1@client.test>"


async def test_a_reply_to_our_mail_comes_into_the_same_conversation(
    hub: Hub, outside: World
) -> None:
    smtp = outside.smtp
    outside.mail("yana@client.test", "А доставка?", number=2)
    asked = await conversation_of(hub, "А доставка?")
    await answers(hub, asked, "Завтра.")
    await smtp.wait_for(lambda: len(smtp.mails_to("yana@client.test")) == 1, PATIENCE_SECONDS)
    ours = message_from_bytes(smtp.mails_to("yana@client.test")[0].raw)["Message-ID"]

    reply = (
        f"From: yana@client.test\r\nTo: {FIRM}\r\nSubject: Re: x\r\n"
        f"Message-ID: <3@client.test>\r\nIn-Reply-To: {ours}\r\n\r\nBeru\r\n"
    )
    outside.dovecot.deliver(FIRM, reply.encode())

    replied = await conversation_of(hub, "Beru")
    assert replied["conversation_id"] == asked["conversation_id"]


async def test_an_unmerge_leaves_every_message_on_the_right_card(hub: Hub, outside: World) -> None:
    outside.bot.says(78, "Гриша в чате", name="Гриша")
    outside.mail("zoya@client.test", "Зоя в письме", number=4)
    grisha = (await conversation_of(hub, "Гриша в чате"))["client_id"]
    zoya = (await conversation_of(hub, "Зоя в письме"))["client_id"]
    body = {"other_client_id": zoya}
    merge = await hub.call("POST", f"/v1/clients/{grisha}/merge", body)

    outside.bot.says(78, "Гриша ещё", name="Гриша")
    outside.mail("zoya@client.test", "Зоя ещё", number=5)
    await conversation_of(hub, "Гриша ещё")
    await conversation_of(hub, "Зоя ещё")
    together = await texts(hub, grisha)
    body = {"merge_id": merge["merge_id"]}
    await hub.call("POST", f"/v1/clients/{grisha}/unmerge", body)

    async def apart() -> bool:
        return set(await texts(hub, zoya)) == {"Зоя в письме", "Зоя ещё"}

    assert set(together) == {"Гриша в чате", "Зоя в письме", "Гриша ещё", "Зоя ещё"}
    assert await until(apart)
    assert set(await texts(hub, grisha)) == {"Гриша в чате", "Гриша ещё"}


async def test_the_alarm_climbs_from_manager_to_head_to_director(hub: Hub, outside: World) -> None:
    bot, smtp = outside.bot, outside.smtp
    anna = await hires(hub, "Анна", telegram="101")
    gleb = await hires(hub, "Глеб", telegram="102", email="gleb@firm.test")
    daria = await hires(hub, "Дарья", email="daria@firm.test")
    await reports_to(hub, anna, gleb)
    await reports_to(hub, gleb, daria)
    await sets_policy(hub, anna, 1, 2, 3)

    bot.says(79, "Есть кто живой?", name="Даша")

    await bot.wait_for(lambda: len(bot.sent_to(102)) == 1, PATIENCE_SECONDS)
    await smtp.wait_for(lambda: len(smtp.mails_to("daria@firm.test")) == 1, PATIENCE_SECONDS)
    await smtp.wait_for(lambda: len(smtp.mails_to("gleb@firm.test")) == 1, PATIENCE_SECONDS)
    assert len(bot.sent_to(101)) == 1
    assert "Даша" in bot.sent_to(101)[0]
    assert words(smtp.mails_to("daria@firm.test")[0]).startswith("Клиент ждёт ответа")


async def test_a_button_takes_it_on_and_the_chain_stops(hub: Hub, outside: World) -> None:
    bot = outside.bot
    inna = await hires(hub, "Инна", telegram="201")
    egor = await hires(hub, "Егор", telegram="202")
    await reports_to(hub, inna, egor)
    await sets_policy(hub, inna, 1, 15)  # by then the button was heard, and Клара waits longer
    bot.says(80, "Ответьте мне", name="Женя")
    await bot.wait_for(lambda: len(bot.sent_to(201)) == 1, PATIENCE_SECONDS)
    sent = next(call for call in bot.calls if call.params.get("chat_id") in {201, "201"})
    button = sent.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    bot.presses(201, button)

    talk = await conversation_of(hub, "Ответьте мне")
    path = f"/v1/conversations/{talk['conversation_id']}"

    async def taken() -> bool:
        return bool((await hub.insist("GET", path))["acknowledged_by"] == inna)

    assert await until(taken)
    bot.says(81, "А мне?", name="Клара")
    await bot.wait_for(lambda: len(bot.sent_to(202)) == 1, PATIENCE_SECONDS)
    assert "Клара" in bot.sent_to(202)[0]


async def test_a_reply_to_the_alarm_takes_it_on(hub: Hub, outside: World) -> None:
    smtp = outside.smtp
    lida = await hires(hub, "Лида", email="lida@firm.test")
    await sets_policy(hub, lida, 1)
    outside.mail("mila@client.test", "Мне никто не пишет", number=6)
    await smtp.wait_for(lambda: len(smtp.mails_to("lida@firm.test")) == 1, PATIENCE_SECONDS)
    alarm = message_from_bytes(smtp.mails_to("lida@firm.test")[0].raw)

    reply = (
        f"From: lida@firm.test\r\nTo: {FIRM}\r\nSubject: Re: alarm\r\n"
        f"Message-ID: <7@firm.test>\r\nIn-Reply-To: {alarm['Message-ID']}\r\n\r\nMine\r\n"
    )
    outside.dovecot.deliver(FIRM, reply.encode())

    talk = await conversation_of(hub, "Мне никто не пишет")
    path = f"/v1/conversations/{talk['conversation_id']}"

    async def taken() -> bool:
        return bool((await hub.insist("GET", path))["acknowledged_by"] == lida)

    assert await until(taken)
