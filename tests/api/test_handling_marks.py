"""Notes with mentions, snoozing, labels, and one act on many conversations."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.ids import ConversationId, derived, drawn
from projections.mentions import MENTIONS
from tests.api.caller import Caller
from tests.api.story import Story
from tests.clock import Hands
from tests.examples import ANNA, GLEB, TALK
from tests.story import table

OTHER = ConversationId(derived("talk", 2))
HERE = f"/conversations/{TALK}"


@pytest.fixture(autouse=True)
async def boris_wrote(story: Story) -> None:
    await story.employee()
    await story.employee(GLEB, "Глеб")
    await story.client()
    await story.writes()
    await story.writes(talk=OTHER)


async def bulk(caller: Caller, act: dict[str, Any], *ids: object) -> list[dict[str, Any]]:
    body = {"conversation_ids": [str(id_) for id_ in ids], "act": act}
    results: list[dict[str, Any]] = (await caller.does("POST", "/bulk/conversations", **body))[
        "results"
    ]
    return results


async def test_a_colleague_who_is_mentioned_is_asked_to_look(story: Story, anna: Caller) -> None:
    note = await anna.does("POST", f"{HERE}/notes", text="Глеб, глянь", mentions=[str(GLEB)])
    stranger = await anna("POST", f"{HERE}/notes", json={"text": "?", "mentions": [str(drawn())]})

    (asked,) = await table(story.house, MENTIONS)
    assert (asked.employee_id, asked.conversation_id, asked.by) == (GLEB, TALK, ANNA)
    shown = (await anna.get(f"{HERE}/thread"))["items"][-1]
    assert (shown["message_id"], shown["mentions"]) == (note["message_id"], [str(GLEB)])
    assert (stranger.status_code, stranger.json()["field"]) == (422, "mentions")


async def test_a_conversation_is_snoozed_and_woken(anna: Caller, hands: Hands) -> None:
    until = (hands.at + timedelta(days=1)).isoformat()

    await anna.does("POST", f"{HERE}/snooze", until=until)
    snoozed = await anna.get(HERE)
    await anna.does("POST", f"{HERE}/wake")
    past = await anna("POST", f"{HERE}/snooze", json={"until": "2020-01-01T00:00:00Z"})

    assert (snoozed["snoozed"], snoozed["snoozed_until"][:16]) == (True, until[:16])
    assert (await anna.get(HERE))["snoozed"] is False
    assert past.status_code == 422


async def test_a_label_is_hung_on_and_taken_off_in_any_case(anna: Caller) -> None:
    await anna.does("PUT", f"{HERE}/labels/Срочно")
    await anna.does("PUT", f"{HERE}/labels/срочно")
    hung = (await anna.get(HERE))["labels"]
    await anna.does("DELETE", f"{HERE}/labels/СРОЧНО")
    long = await anna("PUT", f"{HERE}/labels/{'я' * 41}")

    assert (hung, (await anna.get(HERE))["labels"]) == (["Срочно"], [])
    assert long.status_code == 422


async def test_one_act_on_many_is_decided_for_each(anna: Caller) -> None:
    stranger = drawn()
    await bulk(anna, {"kind": "close"}, OTHER)

    snoozed = await bulk(anna, {"kind": "snooze", "until": None}, TALK, OTHER, stranger)

    assert [one["conversation_id"] for one in snoozed] == [str(TALK), str(OTHER), str(stranger)]
    assert [one["problem"] is None for one in snoozed] == [True, False, False]
    lost = await bulk(anna, {"kind": "assign", "employee_id": str(stranger)}, TALK)
    assert lost[0]["problem"] == "nobody with this id works here"
    assert (await anna.get(HERE))["snoozed"] is True


async def test_many_are_labelled_and_given_away_and_then_out_of_reach(
    anna: Caller, admin: Caller
) -> None:
    labelled = await bulk(anna, {"kind": "label", "label": "опт"}, TALK, OTHER)
    given = await bulk(anna, {"kind": "assign", "employee_id": str(GLEB)}, TALK, OTHER)
    refused = await bulk(anna, {"kind": "close"}, TALK, OTHER)

    assert all(one["seq"] for one in labelled + given)
    assert [one["problem"] for one in refused] == ["there is no such conversation"] * 2
    found = [await admin.get(f"/conversations/{id_}") for id_ in (TALK, OTHER)]
    assert [(one["assignee_id"], one["labels"], one["status"]) for one in found] == [
        (str(GLEB), ["опт"], "open")
    ] * 2
