"""Drafts: nothing that was typed is lost, and nobody else reads it."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, update

from contracts.ids import drawn
from hub.addresses import Addresses
from hub.desk.drafts import DraftKind, Place, draft_at, drafted
from hub.house import House, open_house
from hub.log.sealing import BrokenSeal
from hub.settings import Settings
from hub.vault.schema import drafts
from tests.api.caller import Caller
from tests.api.story import Story
from tests.clock import Hands
from tests.examples import ANNA, GLEB, TALK

PATH = f"/conversations/{TALK}/draft"
HERS = Place(ANNA, TALK, DraftKind.REPLY)


@pytest.fixture(autouse=True)
async def talk(story: Story) -> None:
    await story.employee()
    await story.client()
    await story.writes()


def typed(text: str, version: int = 0, **more: Any) -> dict[str, Any]:
    return {"kind": "reply", "text": text, "version": version, **more}


async def test_a_draft_is_there_after_everything_was_begun_anew(
    anna: Caller, settings: Settings, where: Addresses, hands: Hands
) -> None:
    file = {"upload_id": str(drawn()), "name": "счёт.pdf", "media_type": "a/b", "size": 7}
    said = typed("Здравствуйте, Бо", seen_seq=5, subject="Счёт", attachments=[file])
    saved = await anna.does("PUT", PATH, **said)

    async with open_house(settings, where, hands) as another:
        there = await draft_at(another, HERS)

    assert (there.version, there.typed.text) == (saved["version"], "Здравствуйте, Бо")
    shown = await anna.get(PATH)
    assert {key: shown[key] for key in said if key != "version"} == {
        key: value for key, value in said.items() if key != "version"
    }


async def test_a_draft_is_its_authors_alone_and_opens_nowhere_else(
    anna: Caller, gleb: Caller, moving: House
) -> None:
    await anna.does("PUT", PATH, **typed("секрет"))

    assert await gleb.get(PATH) == {
        "kind": "reply",
        "text": "",
        "subject": None,
        "seen_seq": None,
        "attachments": [],
        "version": 0,
        "saved_at": None,
    }
    async with moving.vault.begin() as connection:
        sealed = await connection.scalar(select(drafts.c.sealed))
        await connection.execute(update(drafts).values(employee_id=GLEB))
    assert sealed is not None
    assert "секрет".encode() not in sealed
    with pytest.raises(BrokenSeal):
        await draft_at(moving, Place(GLEB, TALK, DraftKind.REPLY))


async def test_of_two_windows_one_saves_and_the_other_is_told(anna: Caller) -> None:
    first = await anna.does("PUT", PATH, **typed("одно"))

    both = [anna("PUT", PATH, json=typed(text, first["version"])) for text in ("два", "три")]
    answers = await asyncio.gather(*both)

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["field"] == "version"
    winner = "два" if answers[0].status_code == 200 else "три"
    assert (await anna.get(PATH))["text"] == winner


async def test_a_saving_whose_answer_was_lost_may_come_again(anna: Caller) -> None:
    saved = [await anna.does("PUT", PATH, **typed("слово")) for _ in range(2)]

    assert saved[0] == saved[1]


async def test_what_was_sent_is_not_brought_back_by_a_window_that_lags(
    anna: Caller, moving: House
) -> None:
    saved = await anna.does("PUT", PATH, **typed("отправлено"))
    await anna("DELETE", PATH)
    late = await anna("PUT", PATH, json=typed("отправлено!", saved["version"]))
    anew = await anna.does("PUT", PATH, **typed("другое"))

    assert late.status_code == 409
    assert anew["version"] > saved["version"]
    assert await drafted(moving, ANNA, [TALK]) == {TALK}


async def test_words_that_were_deleted_leave_no_draft(anna: Caller, moving: House) -> None:
    saved = await anna.does("PUT", PATH, **typed("а"))
    gone = await anna.does("PUT", PATH, **typed("", saved["version"]))

    assert gone == {"version": 0, "saved_at": None}
    assert await drafted(moving, ANNA, [TALK]) == set()


async def test_a_reply_and_a_note_are_two_drafts(anna: Caller) -> None:
    await anna.does("PUT", PATH, **typed("клиенту"))
    await anna.does("PUT", PATH, kind="note", text="коллегам", version=0)

    assert (await anna.get(PATH, kind="note"))["text"] == "коллегам"
    assert (await anna.get(PATH))["text"] == "клиенту"
