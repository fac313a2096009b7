"""Answering by the API: guarded, taken back, scheduled, repeated, with files, and done."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.conversation import MessageAttempted, MessageFailed
from contracts.event import Subject
from contracts.ids import MessageId, drawn
from tests.api.caller import Caller
from tests.api.story import Story
from tests.clock import Hands
from tests.examples import GLEB, TALK

SUBJECT = Subject("conversation", str(TALK))
REPLIES = f"/conversations/{TALK}/replies"
THREAD = f"/conversations/{TALK}/thread"


@pytest.fixture
async def gleb(story: Story, anna: Caller) -> Caller:
    await story.employee(GLEB, "Глеб")
    return Caller(anna.http, await story.house.tokens.give("gleb", "employee", GLEB))


@pytest.fixture(autouse=True)
async def boris_wrote(story: Story) -> None:
    await story.employee()
    await story.waits(await story.writes())


async def thread(caller: Caller) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await caller.get(THREAD))["items"]
    return items


async def fails(story: Story, message: str) -> None:
    id_ = MessageId(UUID(message))
    attempted = MessageAttempted(conversation_id=TALK, message_id=id_, attempt=1)
    failed = MessageFailed(conversation_id=TALK, message_id=id_, attempt=1, reason="blocked")
    await story.tell(SUBJECT, attempted)
    await story.tell(SUBJECT, failed)


async def uploads(caller: Caller, name: str, content: bytes) -> dict[str, Any]:
    answer = await caller("POST", "/uploads", files={"file": (name, content, "application/pdf")})
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def test_two_managers_who_have_seen_the_same_cannot_both_answer(
    anna: Caller, gleb: Caller
) -> None:
    seen = (await thread(anna))[-1]["seq"]

    await anna.does("POST", REPLIES, text="Добрый день", seen_seq=seen)
    refused = await gleb("POST", REPLIES, json={"text": "Здравствуйте", "seen_seq": seen})

    assert (refused.status_code, refused.json()["field"]) == (409, "seen_seq")
    seen = (await thread(gleb))[-1]["seq"]
    await gleb.does("POST", REPLIES, text="Здравствуйте", seen_seq=seen)
    assert [one["direction"] for one in await thread(anna)] == ["in", "out", "out"]


async def test_an_answer_can_be_taken_back_with_its_words_and_files(anna: Caller) -> None:
    file = await uploads(anna, "Счёт.pdf", b"%PDF")
    body = {"text": "Добрый день", "undo_seconds": 10, "attachments": [file["upload_id"]]}
    said = await anna.does("POST", REPLIES, **body)

    taken = await anna.does("POST", f"/messages/{said['message_id']}/withdrawal")

    assert said["send_at"] is not None
    (back,) = taken["attachments"]
    assert (taken["text"], back["name"]) == ("Добрый день", "Счёт.pdf")
    assert (await anna.get(f"/conversations/{TALK}"))["waiting_since"] is not None
    again = await anna.does("POST", REPLIES, text="Добрый!", attachments=[back["upload_id"]])
    shown = {one["message_id"]: one for one in await thread(anna)}
    assert shown[said["message_id"]]["state"] == "withdrawn"
    assert shown[again["message_id"]]["attachments"][0]["name"] == "Счёт.pdf"


async def test_what_the_sender_has_taken_up_is_too_late(story: Story, anna: Caller) -> None:
    said = await anna.does("POST", REPLIES, text="Добрый день")
    await fails(story, said["message_id"])

    late = await anna("POST", f"/messages/{said['message_id']}/withdrawal")

    assert late.status_code == 409


async def test_what_failed_is_sent_again_once_as_a_message_of_its_own(
    story: Story, anna: Caller
) -> None:
    said = await anna.does("POST", REPLIES, text="Добрый день")
    early = await anna("POST", f"/messages/{said['message_id']}/retry")
    await fails(story, said["message_id"])

    first = await anna.does("POST", f"/messages/{said['message_id']}/retry")
    second = await anna.does("POST", f"/messages/{said['message_id']}/retry")

    assert early.status_code == 409
    assert first["message_id"] == second["message_id"] != said["message_id"]
    ours = [one for one in await thread(anna) if one["direction"] == "out"]
    assert [(one["text"], one["state"], one["again"]) for one in ours] == [
        ("Добрый день", "failed", None),
        ("Добрый день", "queued", said["message_id"]),
    ]


async def test_an_answer_can_wait_for_its_time(anna: Caller, hands: Hands) -> None:
    at = (hands.at + timedelta(days=1)).isoformat()

    said = await anna.does("POST", REPLIES, text="Доброе утро", send_at=at, undo_seconds=10)
    past = await anna.does("POST", REPLIES, text="Уже", send_at="2020-01-01T00:00:00Z")
    far = await anna("POST", REPLIES, json={"text": "!", "send_at": "2999-01-01T00:00:00Z"})

    assert said["send_at"] == (await thread(anna))[1]["send_at"]
    assert said["send_at"][:16] == at[:16]
    assert past["send_at"] is None
    assert far.status_code == 422


async def test_send_and_done_closes_until_the_client_writes(story: Story, anna: Caller) -> None:
    said = await anna.does("POST", REPLIES, text="Готово", close=True)
    closed = (await anna.get(f"/conversations/{TALK}"))["status"]
    await fails(story, said["message_id"])

    assert closed == "closed"
    found = await anna.get(f"/conversations/{TALK}")
    assert (found["status"], found["waiting_since"]) == ("open", "2026-11-02T12:00:00Z")


async def test_a_file_is_sent_by_nobody_but_who_put_it_there_and_within_a_day(
    anna: Caller, gleb: Caller, hands: Hands
) -> None:
    file = await uploads(anna, "Счёт.pdf", b"%PDF")
    body = {"text": "Ваш счёт", "attachments": [file["upload_id"]]}

    theirs = await gleb("POST", REPLIES, json=body)
    nobodys = await anna("POST", REPLIES, json={"text": "!", "attachments": [str(drawn())]})
    said = await anna.does("POST", REPLIES, **body)

    assert (theirs.status_code, theirs.json()["field"]) == (422, "attachments")
    assert nobodys.status_code == 422
    download = await anna("GET", f"/messages/{said['message_id']}/attachments/0")
    assert download.content == b"%PDF"
    assert download.headers["content-disposition"].startswith("attachment")
    hands.forward(days=1, seconds=1)
    assert (await anna("POST", REPLIES, json=body)).status_code == 422


async def test_beside_files_there_is_room_for_what_the_channel_takes(anna: Caller) -> None:
    file = await uploads(anna, "Счёт.pdf", b"%PDF")
    ids = [file["upload_id"]]

    long = await anna("POST", REPLIES, json={"text": "я" * 1025, "attachments": ids})
    alone = await anna.does("POST", REPLIES, text="", attachments=ids)
    nothing = await anna("POST", REPLIES, json={"text": ""})

    assert (long.status_code, nothing.status_code) == (422, 422)
    assert alone["message_id"]


async def test_an_upload_that_is_too_large_or_none_is_refused(anna: Caller) -> None:
    large = await anna("POST", "/uploads", files={"file": ("a", b"0" * 20_000_001)})
    huge = await anna("POST", "/uploads", files={"file": ("a", b"0" * 20_020_000)})
    empty = await anna("POST", "/uploads", files={"file": ("a", b"")})
    other = await anna("POST", "/uploads", files={"picture": ("a", b"1")})
    none = await anna("POST", "/uploads", json={})

    codes = [one.status_code for one in (large, huge, empty, other, none)]
    assert codes == [422, 413, 422, 422, 422]
