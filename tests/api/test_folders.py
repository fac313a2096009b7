"""Where a conversation stands for who looks, how many there are, and what narrows a list."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.conversation import (
    ConversationAssigned,
    ConversationClosed,
    ConversationLabelled,
    ConversationSnoozed,
    EscalationRaised,
    MessageQueued,
    NoteAdded,
)
from contracts.event import Event, Subject
from contracts.ids import ClockId, ConversationId, EmployeeId, derived
from contracts.inbound import AddressKind
from hub.domain.escalation import escalation_id
from tests.api.caller import Caller
from tests.api.story import Story
from tests.clock import Hands
from tests.examples import ANNA, BORIS, GLEB, NOON, VERA, VERA_CARD, message_id

MINE, NOBODYS, GLEBS, LATE = (ConversationId(derived("talk", name)) for name in "mngl")
NAMES = {str(MINE): "mine", str(NOBODYS): "nobody's", str(GLEBS): "gleb's", str(LATE): "late"}


async def fact(
    story: Story, talk: ConversationId, event: Callable[..., Event], **said: Any
) -> None:
    made = event(conversation_id=talk, **said)
    await story.tell(Subject("conversation", str(talk)), made, BORIS)


async def given(story: Story, talk: ConversationId, holder: EmployeeId | None) -> None:
    await fact(story, talk, ConversationAssigned, employee_id=holder)


async def folder(caller: Caller, name: str | None = None, **more: Any) -> list[str]:
    asked = {"folder": name} if name else {}
    found = (await caller.get("/conversations", **asked, **more))["items"]
    return [NAMES[one["conversation_id"]] for one in found]


@pytest.fixture
async def director(story: Story, anna: Caller) -> Caller:
    """Sees everybody's, and is nobody's manager."""
    return Caller(anna.http, await story.house.tokens.give("director", "director"))


@pytest.fixture
async def talks(story: Story) -> Story:
    """One is anna's, one nobody's, one gleb's; of another client anna's one waits since noon."""
    await story.client()
    await story.client(VERA, VERA_CARD, "Вера", "78")
    await story.writes(talk=MINE)
    await story.writes(talk=NOBODYS)
    await story.writes(talk=GLEBS)
    await story.waits(await story.writes(talk=LATE, identity=VERA), LATE)
    for talk, holder in ((MINE, ANNA), (GLEBS, GLEB), (LATE, ANNA)):
        await given(story, talk, holder)
    return story


@pytest.mark.usefixtures("talks")
async def test_each_folder_has_its_own(anna: Caller, director: Caller) -> None:
    assert await folder(anna, "mine") == ["late", "mine"]
    assert await folder(anna, "unassigned") == ["nobody's"]
    assert await folder(anna, "team") == []
    assert sorted(await folder(director, "team")) == ["gleb's", "late", "mine"]
    assert sorted(await folder(anna, "all")) == ["gleb's", "late", "mine", "nobody's"]


async def test_what_is_snoozed_stands_apart_until_its_time(
    talks: Story, anna: Caller, hands: Hands
) -> None:
    until = hands() + timedelta(hours=1)
    await fact(talks, MINE, ConversationSnoozed, until=until, by=ANNA)

    before = await folder(anna, "mine"), await folder(anna, "snoozed")
    hands.forward(hours=2)
    after = await folder(anna, "mine"), await folder(anna, "snoozed")

    assert before == (["late"], ["mine"])
    assert after == (["late", "mine"], [])


async def test_a_manager_does_not_see_what_a_colleague_put_off(
    talks: Story, anna: Caller, director: Caller
) -> None:
    await fact(talks, GLEBS, ConversationSnoozed, until=None, by=GLEB)

    assert await folder(anna, "snoozed") == []
    assert await folder(director, "snoozed") == ["gleb's"]


async def test_what_climbed_the_chain_is_escalated_until_somebody_takes_it_on(
    talks: Story, anna: Caller
) -> None:
    clock = ClockId(derived("clock", LATE))
    alarm = escalation_id(clock, 0)
    assert await folder(anna, "escalated") == []

    climbed = {"step": 0, "employee_id": ANNA, "via": (AddressKind.TELEGRAM,)}
    since = {"due_at": NOON, "waiting_since": NOON}
    await fact(
        talks, LATE, EscalationRaised, clock_id=clock, escalation_id=alarm, **climbed, **since
    )
    raised = await folder(anna, "escalated")
    await anna.does("POST", f"/conversations/{LATE}/escalations/{alarm}/acknowledgement")

    assert (raised, await folder(anna, "escalated")) == (["late"], [])


async def test_what_one_answered_last_is_sent(talks: Story, anna: Caller) -> None:
    await anna.does("POST", f"/conversations/{NOBODYS}/replies", text="Да")
    await anna.does("POST", f"/conversations/{MINE}/replies", text="Нет")
    await talks.writes("Спасибо", talk=NOBODYS)
    await fact(
        talks,
        GLEBS,
        MessageQueued,
        message_id=message_id(9),
        by=GLEB,
        channel="telegram",
        account="shop",
        identity_id=BORIS,
        text="Добрый день",
    )

    assert await folder(anna, "sent") == ["mine"]


async def test_where_one_is_mentioned_is_found_also_when_it_is_closed(
    talks: Story, anna: Caller
) -> None:
    for number, talk in enumerate((GLEBS, MINE)):
        await fact(
            talks,
            talk,
            NoteAdded,
            message_id=message_id(20 + number),
            by=GLEB,
            text="Анна?",
            mentions=(ANNA,),
        )
    await fact(talks, GLEBS, ConversationClosed, by=GLEB)

    assert await folder(anna, "mentions") == ["mine", "gleb's"]
    assert await folder(anna, "mentions", status="closed") == ["gleb's"]
    assert await folder(anna, "closed") == ["gleb's"]


async def test_labels_narrow_a_list_whatever_their_case(talks: Story, anna: Caller) -> None:
    await fact(talks, MINE, ConversationLabelled, label="Опт", by=ANNA)
    await fact(talks, NOBODYS, ConversationLabelled, label="опт", by=ANNA)

    assert sorted(await folder(anna, label="ОПТ")) == ["mine", "nobody's"]
    assert (await anna.get("/labels"))["items"] == [{"label": "Опт", "conversations": 2}]


async def test_counts_say_what_the_folders_have(talks: Story, anna: Caller) -> None:
    view = UUID(int=7)
    await fact(talks, MINE, ConversationSnoozed, until=None, by=ANNA)
    await anna.does(
        "PUT", f"/views/{view}", name="Ждут", filter={"assignee": str(ANNA)}, shared=False
    )

    counts = await anna.get("/conversations/counts")

    for name, number in counts["folders"].items():
        assert (name, number) == (name, len(await folder(anna, name)))
    assert counts["folders"]["mine"] == 1
    assert counts["views"] == {str(view): 2}


async def test_a_draft_is_shown_to_who_typed_it(
    talks: Story, anna: Caller, director: Caller
) -> None:
    _ = talks
    body = {"kind": "reply", "text": "Добрый", "version": 0}
    await anna.does("PUT", f"/conversations/{MINE}/draft", **body)

    async def drafts(caller: Caller) -> list[str]:
        found = (await caller.get("/conversations", folder="all"))["items"]
        return [NAMES[one["conversation_id"]] for one in found if one["draft"]]

    assert (await drafts(anna), await drafts(director)) == (["mine"], [])


async def test_folders_come_in_pages_without_a_gap(talks: Story, anna: Caller) -> None:
    _ = talks
    for name in ("all", "mine"):
        seen: list[str] = []
        cursor: dict[str, str] = {}
        while True:
            page = await anna.get("/conversations", folder=name, limit=1, **cursor)
            seen += [NAMES[one["conversation_id"]] for one in page["items"]]
            if page["next"] is None:
                break
            cursor = {"cursor": page["next"]}

        assert seen == await folder(anna, name)


async def test_what_a_colleague_alone_holds_is_in_no_folder(talks: Story, anna: Caller) -> None:
    await given(talks, LATE, GLEB)

    everywhere = {one for name in ("all", "team", "mine") for one in await folder(anna, name)}

    assert everywhere == {"mine", "nobody's", "gleb's"}
