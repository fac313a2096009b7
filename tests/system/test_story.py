"""The main job, through the real protocols: the providers' ledgers judge."""

from email import message_from_bytes
from email.policy import default
from typing import Any

from hub.standins.smtp import Mail
from tests.story import until
from tests.system.hub import Hub
from tests.system.world import FIRM, World, hires, reports_to, sets_policy


async def conversations(hub: Hub) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await hub.call("GET", "/v1/conversations"))["items"]
    return found


async def conversation_of(hub: Hub, text: str) -> dict[str, Any]:
    async def found() -> dict[str, Any] | None:
        return next((c for c in await conversations(hub) if c["last_text"] == text), None)

    conversation: dict[str, Any] = await until(found, 30)
    return conversation


async def answers(hub: Hub, conversation: dict[str, Any], text: str) -> None:
    path = f"/v1/conversations/{conversation['conversation_id']}/replies"
    await hub.call("POST", path, {"text": text})


async def texts(hub: Hub, client_id: str) -> list[str]:
    timeline = await hub.call("GET", f"/v1/clients/{client_id}/timeline")
    return [entry["text"].strip() for entry in timeline["items"]]


def words(mail: Mail) -> str:
    return str(message_from_bytes(mail.raw, policy=default).get_content()).strip()


async def test_an_answer_arrives_where_the_question_was_asked(hub: Hub, around: World) -> None:
    around.bot.says(77, "Есть в наличии?", name="Борис")
    around.mail("Вера <vera@client.test>", "Сколько стоит?", number=1)

    await answers(hub, await conversation_of(hub, "Есть в наличии?"), "Есть!")
    await answers(hub, await conversation_of(hub, "Сколько стоит?"), "Сто рублей.")

    await around.bot.wait_for(lambda: around.bot.sent_to(77) == ["Есть!"], 15)
    await around.smtp.wait_for(lambda: len(around.smtp.mails) == 1, 15)
    (mail,) = around.smtp.mails
    head = message_from_bytes(mail.raw)
    assert mail.rcpt_to == ("vera@client.test",)
    assert words(mail) == "Сто рублей."
    assert head["In-Reply-To"] == "<1@client.test>"


async def test_a_reply_to_our_mail_comes_into_the_same_conversation(
    hub: Hub, around: World
) -> None:
    around.mail("vera@client.test", "Сколько стоит?", number=1)
    await answers(hub, await conversation_of(hub, "Сколько стоит?"), "Сто рублей.")
    await around.smtp.wait_for(lambda: len(around.smtp.mails) == 1, 15)
    ours = message_from_bytes(around.smtp.mails[0].raw)["Message-ID"]

    reply = (
        f"From: vera@client.test\r\nTo: {FIRM}\r\nSubject: Re: x\r\nMessage-ID: <2@client.test>\r\n"
        f"In-Reply-To: {ours}\r\n\r\nBeru\r\n"
    )
    around.dovecot.deliver(FIRM, reply.encode())

    await conversation_of(hub, "Beru")
    assert len(await conversations(hub)) == 1


async def test_the_alarm_climbs_from_manager_to_head_to_director(hub: Hub, around: World) -> None:
    anna = await hires(hub, "Анна", telegram="101")
    gleb = await hires(hub, "Глеб", telegram="102", email="gleb@firm.test")
    daria = await hires(hub, "Дарья", email="daria@firm.test")
    await reports_to(hub, anna, gleb)
    await reports_to(hub, gleb, daria)
    await sets_policy(hub, anna, 1, 2, 3)

    around.bot.says(77, "Есть кто живой?", name="Борис")

    smtp = around.smtp
    await around.bot.wait_for(lambda: len(around.bot.sent_to(102)) == 1, 30)
    await smtp.wait_for(lambda: len(smtp.mails_to("daria@firm.test")) == 1, 30)
    await smtp.wait_for(lambda: len(smtp.mails_to("gleb@firm.test")) == 1, 30)
    assert len(around.bot.sent_to(101)) == 1
    assert "Борис" in around.bot.sent_to(101)[0]
    assert words(smtp.mails_to("daria@firm.test")[0]).startswith("Клиент ждёт ответа")


async def test_a_button_takes_it_on_and_the_chain_stops(hub: Hub, around: World) -> None:
    anna = await hires(hub, "Анна", telegram="101")
    gleb = await hires(hub, "Глеб", telegram="102")
    await reports_to(hub, anna, gleb)
    await sets_policy(hub, anna, 1, 2, spacing=5)
    around.bot.says(77, "Есть кто живой?", name="Борис")
    await around.bot.wait_for(lambda: len(around.bot.sent_to(101)) == 1, 30)
    sent = next(call for call in around.bot.calls if call.params.get("chat_id") in {101, "101"})
    button = sent.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    around.bot.presses(101, button)

    talk = await conversation_of(hub, "Есть кто живой?")
    path = f"/v1/conversations/{talk['conversation_id']}"

    async def taken() -> bool:
        return bool((await hub.call("GET", path))["acknowledged_by"] == anna)

    assert await until(taken, 10)
    around.bot.says(78, "А мне?", name="Вера")
    await around.bot.wait_for(lambda: len(around.bot.sent_to(102)) == 1, 30)
    assert "Вера" in around.bot.sent_to(102)[0]


async def test_an_unmerge_leaves_every_message_on_the_right_card(hub: Hub, around: World) -> None:
    around.bot.says(77, "Борис в чате", name="Борис")
    around.mail("vera@client.test", "Вера в письме", number=1)
    boris = (await conversation_of(hub, "Борис в чате"))["client_id"]
    vera = (await conversation_of(hub, "Вера в письме"))["client_id"]
    body = {"other_client_id": vera}
    merge = await hub.call("POST", f"/v1/clients/{boris}/merge", body)

    around.bot.says(77, "Борис ещё", name="Борис")
    around.mail("vera@client.test", "Вера ещё", number=2)
    await conversation_of(hub, "Борис ещё")
    await conversation_of(hub, "Вера ещё")
    together = await texts(hub, boris)
    body = {"merge_id": merge["merge_id"]}
    await hub.call("POST", f"/v1/clients/{boris}/unmerge", body)

    assert set(together) == {"Борис в чате", "Вера в письме", "Борис ещё", "Вера ещё"}
    assert set(await texts(hub, boris)) == {"Борис в чате", "Борис ещё"}
    assert set(await texts(hub, vera)) == {"Вера в письме", "Вера ещё"}
