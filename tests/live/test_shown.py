"""How it looks now: shown beside a fact to who may see it in a list, and to nobody else."""

from typing import Any

import aiohttp
import pytest

from contracts.conversation import ConversationAssigned
from contracts.deal import DealAssigned
from contracts.event import Event, Subject
from contracts.inbound import Attachment
from contracts.lead import LeadAssigned
from contracts.task import TaskAssigned
from hub.house import House
from tests.access.company import BORISES, NADYAS, VERAS, about, arrives, two_cards
from tests.api.story import Story
from tests.examples import BORIS, GLEB, TALK, VERA
from tests.live.ear import Ear, passing

_LONG = "Очень долго " * 50


@pytest.fixture
async def story(house: House, url: str) -> Story:
    assert url  # a projector follows
    return Story(house)


async def boris_has_written(story: Story) -> None:
    await story.client()
    await story.writes()


async def _asked(ear: Ear, path: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {ear.token}"}
    async with aiohttp.ClientSession(headers=headers) as http, http.get(ear.url + path) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def test_a_message_is_shown_before_its_fact_as_who_asks_would_see_it(
    story: Story, anna: Ear
) -> None:
    await boris_has_written(story)
    async with anna.listening() as blocks:
        await passing(blocks, "position")
        await story.writes("Добрый день", TALK, BORIS, subject="Счёт")
        shown = await passing(blocks, "shown", "message.received")
        fact = await passing(blocks, "shown", "message.received")
    row = await _asked(anna, f"/conversations/{TALK}")
    thread = await _asked(anna, f"/conversations/{TALK}/thread?order=newest&limit=1")

    assert (shown.name, fact.name, shown.told["seq"]) == ("shown", "message.received", fact.id)
    assert {**row, **shown.told["conversation"]} == row
    assert set(row) - set(shown.told["conversation"]) == {"draft", "escalations"}
    assert shown.told["messages"] == [{**thread["items"][0], "whole": True}]


async def test_no_more_is_shown_of_a_message_than_the_list_shows(story: Story, anna: Ear) -> None:
    await boris_has_written(story)
    files = (Attachment(name="паспорт.pdf", media_type="application/pdf", size=9, blob="b"),)
    async with anna.listening() as blocks:
        await passing(blocks, "position")
        await story.writes(_LONG, TALK, BORIS, attachments=files)
        shown = await passing(blocks, "shown")
    [message] = shown.told["messages"]

    assert message["text"] == shown.told["conversation"]["last_text"] == _LONG[:200]
    assert (message["attachments"], message["whole"]) == ([], False)


async def test_what_is_a_colleagues_or_was_given_to_one_is_not_shown_and_what_is_nobodys_is(
    story: Story, anna: Ear
) -> None:
    await two_cards(story)
    boris = BORISES
    given: list[tuple[Subject, Event]] = [
        (about("lead", boris.lead_id), LeadAssigned(lead_id=boris.lead_id, employee_id=GLEB)),
        (about("deal", boris.deal_id), DealAssigned(deal_id=boris.deal_id, employee_id=GLEB)),
        (about("task", boris.task_id), TaskAssigned(task_id=boris.task_id, employee_id=GLEB)),
        (about("conversation", TALK), ConversationAssigned(conversation_id=TALK, employee_id=GLEB)),
    ]
    async with anna.listening() as blocks:
        await passing(blocks, "position")
        for subject, event in given:
            await story.tell(subject, event)
        first = await passing(blocks, "conversation.assigned", "shown")
        await story.writes("Теперь Глебу", TALK, BORIS)
        await story.writes("И это Глебу", VERAS.conversation_id, VERA)
        await arrives(story, NADYAS, "779")
        shown = await passing(blocks, "shown")

    assert first.name == "conversation.assigned"
    assert shown.told["conversation"]["conversation_id"] == str(NADYAS.conversation_id)


async def test_who_comes_back_is_told_what_happened_and_asks_how_it_looks(
    story: Story, anna: Ear
) -> None:
    await boris_has_written(story)
    await story.writes("Пока никто не слушал", TALK, BORIS)
    heard = []
    async with anna.listening(after=0) as blocks:
        async for one in blocks:
            heard.append(one.name)
            if one.name == "message.received":
                break

    assert "conversation.opened" in heard
    assert "shown" not in heard
