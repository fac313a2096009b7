"""A photo from Telegram in the inbox: its manager's to download, a colleague's to never know of."""

from typing import Any

import pytest
from httpx import AsyncClient

from hub.house import House
from hub.roles import Role, run_roles
from hub.standins.bot_api import BotApi
from tests.access.company import acts_as
from tests.api.caller import Caller
from tests.api.conftest import admin, http, moving, story
from tests.api.story import Story
from tests.examples import ANNA, GLEB
from tests.story import PATIENCE_SECONDS, running, until

__all__ = ["admin", "http", "moving", "story"]

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 100
BETTER = PHOTO + b" without the thumb"


async def first_said(admin: Caller, text: str) -> dict[str, Any] | None:
    for talk in (await admin.get("/conversations"))["items"]:
        said: list[dict[str, Any]] = (
            await admin.get(f"/conversations/{talk['conversation_id']}/thread")
        )["items"]
        if said and said[0]["text"] == text:
            return said[0]
    return None


@pytest.mark.timeout(300)
async def test_a_photo_is_the_managers_byte_for_byte_and_not_a_colleagues(
    api: BotApi, story: Story, admin: Caller, http: AsyncClient
) -> None:
    house: House = story.house
    anna = Caller(http, await acts_as(house, story, ANNA, "Анна", "manager"))
    gleb = Caller(http, await acts_as(house, story, GLEB, "Глеб", "manager"))
    settings = {"token": api.token, "api_base": api.base_url, "poll_seconds": 1}
    await admin.does("PUT", "/channels/shop", channel="telegram", settings=settings)
    sent = api.sends_photo(77, b"\xff\xd8\xff small", PHOTO, caption="Течёт")
    async with running(lambda: run_roles(house, [Role.CAPTURE, Role.CHANNELS])):
        said = await until(lambda: first_said(admin, "[photo]\nТечёт"), PATIENCE_SECONDS)
        there = f"/conversations/{said['conversation_id']}/assignment"
        given = await admin.does("POST", there, employee_id=str(ANNA))
        await house.progress.reached(["inbox", "thread"], given["seq"])
        file = f"/messages/{said['message_id']}/attachments/0"
        first = [await who("GET", file) for who in (anna, gleb)]
        api.edits_photo(sent, BETTER, caption="Вот")
        better = await until(lambda: first_said(admin, "[photo]\nВот"), PATIENCE_SECONDS)
        second = [await who("GET", file) for who in (anna, gleb)]

    assert (said["attachments"], said["unreadable"]) == (
        [{"number": 0, "name": "photo.jpg", "media_type": "image/jpeg", "size": len(PHOTO)}],
        None,
    )
    assert better["attachments"][0]["size"] == len(BETTER)
    assert [one.status_code for one in first + second] == [200, 404] * 2
    assert [first[0].content, second[0].content] == [PHOTO, BETTER]
    assert first[0].headers["content-disposition"].startswith("attachment; ")
