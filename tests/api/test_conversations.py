from contracts.ids import ConversationId, derived
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA, BORIS_CARD, GLEB, TALK, message_id

OTHER = ConversationId(derived("talk", 2))
THIRD = ConversationId(derived("talk", 3))


async def ids(caller: Caller, **filters: object) -> list[str]:
    return [
        one["conversation_id"] for one in (await caller.get("/conversations", **filters))["items"]
    ]


async def test_who_waits_longest_stands_first(story: Story, anna: Caller) -> None:
    await story.waits(await story.writes(talk=OTHER), OTHER, minutes=5)
    await story.waits(await story.writes(talk=TALK), TALK, minutes=1)
    await story.writes(talk=THIRD)

    assert await ids(anna) == [str(TALK), str(OTHER), str(THIRD)]


async def test_pages_follow_each_other_without_a_gap(story: Story, anna: Caller) -> None:
    await story.waits(await story.writes(talk=OTHER), OTHER, minutes=5)
    await story.writes(talk=THIRD)
    await story.writes(talk=TALK)

    seen, cursor = [], None
    for _ in range(3):
        page = await anna.get("/conversations", limit=1, **({"cursor": cursor} if cursor else {}))
        seen += [one["conversation_id"] for one in page["items"]]
        cursor = page["next"]

    assert cursor is None
    assert seen == await ids(anna)


async def test_a_conversation_carries_its_card_and_its_clock(story: Story, anna: Caller) -> None:
    await story.client()
    await story.waits(await story.writes())

    found = (await anna.get("/conversations", status="open", waiting=True))["items"][0]

    assert (found["client_id"], found["name"]) == (str(BORIS_CARD), "Борис")
    assert found["due_at"] == "2026-11-02T12:10:00Z"


async def test_a_conversation_is_found_by_who_holds_it(story: Story, anna: Caller) -> None:
    await story.employee()
    await story.writes()
    await story.writes(talk=OTHER)
    await anna.does("POST", f"/conversations/{TALK}/assignment", employee_id=str(ANNA))

    assert await ids(anna, assignee=str(ANNA)) == [str(TALK)]
    assert await ids(anna, assignee="none") == [str(OTHER)]


async def test_it_cannot_be_given_to_somebody_who_does_not_work_here(
    story: Story, anna: Caller
) -> None:
    await story.writes()

    answer = await anna(
        "POST", f"/conversations/{TALK}/assignment", json={"employee_id": str(GLEB)}
    )

    assert (answer.status_code, answer.json()["field"]) == (422, "employee_id")


async def test_a_reply_can_be_read_as_soon_as_it_is_accepted(story: Story, anna: Caller) -> None:
    await story.writes()

    said = await anna.does("POST", f"/conversations/{TALK}/replies", text="Добрый день")

    thread = (await anna.get(f"/conversations/{TALK}/thread"))["items"]
    assert [one["direction"] for one in thread] == ["in", "out"]
    assert thread[1] | {"state": "queued", "text": "Добрый день"} == thread[1]
    assert (thread[1]["message_id"], thread[1]["by"]) == (said["message_id"], str(ANNA))


async def test_the_same_reply_sent_twice_is_one(story: Story, anna: Caller) -> None:
    await story.writes()
    body = {"text": "Добрый день", "message_id": str(message_id(1))}

    first = await anna("POST", f"/conversations/{TALK}/replies", json=body)
    again = await anna("POST", f"/conversations/{TALK}/replies", json=body)

    assert (first.status_code, again.status_code) == (202, 202)
    assert len((await anna.get(f"/conversations/{TALK}/thread"))["items"]) == 2


async def test_an_id_stands_for_one_message(story: Story, anna: Caller) -> None:
    id_ = await story.writes()

    answer = await anna(
        "POST", f"/conversations/{TALK}/replies", json={"text": "Да", "message_id": str(id_)}
    )

    assert (answer.status_code, answer.json()["field"]) == (409, "message_id")


async def test_a_reply_longer_than_the_channel_takes_is_refused(story: Story, anna: Caller) -> None:
    await story.writes()

    answer = await anna("POST", f"/conversations/{TALK}/replies", json={"text": "я" * 4097})

    assert (answer.status_code, answer.json()["field"]) == (422, "text")


async def test_a_note_is_for_colleagues(story: Story, anna: Caller) -> None:
    await story.writes()
    await anna.does("POST", f"/conversations/{TALK}/notes", text="Постоянный клиент")

    thread = await anna.get(f"/conversations/{TALK}/thread", order="newest", limit=1)

    assert thread["items"][0]["direction"] == "note"
    assert thread["next"] is not None


async def test_a_closed_conversation_can_be_reopened(story: Story, anna: Caller) -> None:
    await story.writes()

    await anna.does("POST", f"/conversations/{TALK}/close")
    closed = await ids(anna, status="closed")
    await anna.does("POST", f"/conversations/{TALK}/reopen")

    assert closed == [str(TALK)]
    assert await ids(anna, status="open") == [str(TALK)]


async def test_where_no_answer_is_needed_nobody_waits(story: Story, anna: Caller) -> None:
    await story.waits(await story.writes())

    await anna.does("POST", f"/conversations/{TALK}/no-answer-needed")

    assert await ids(anna, waiting=True) == []


async def test_who_was_told_takes_it_on(story: Story, anna: Caller) -> None:
    await story.waits(await story.writes())
    escalation = await story.alarm()

    await anna.does("POST", f"/conversations/{TALK}/escalations/{escalation}/acknowledgement")

    card = await anna.get(f"/conversations/{TALK}")
    assert card["acknowledged_by"] == str(ANNA)
    assert card["escalations"][0]["acknowledged_at"] is not None


async def test_nobody_else_takes_on_what_one_was_told(story: Story, anna: Caller) -> None:
    await story.waits(await story.writes())
    escalation = await story.alarm(told=GLEB)

    path = f"/conversations/{TALK}/escalations/{escalation}/acknowledgement"

    assert (await anna("POST", path)).status_code == 403
