"""What was said, and with whom: found by words in any form, by name, by address; within reach."""

from typing import Any

import pytest

from contracts.conversation import ConversationAssigned, MessageEdited, NoteAdded
from contracts.event import Subject
from contracts.ids import ConversationId, derived
from contracts.inbound import Address, AddressKind
from hub.api.queries import eras
from hub.domain.identity import identity_of
from hub.house import House
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA, BORIS_CARD, GLEB, TALK, TALKING, VERA, VERA_CARD, message_id

VERAS = ConversationId(derived("talk", 2))


async def texts(caller: Caller, q: str, **more: Any) -> list[str]:
    found = (await caller.get("/search", q=q, **more))["messages"]
    return [one["before"] + one["hit"] + one["after"] for one in found]


async def cards(caller: Caller, q: str) -> list[tuple[str, str]]:
    found = (await caller.get("/search", q=q))["clients"]
    return [(one["name"], one["match"]) for one in found]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Когда привезут мои заказы?", "заказ"),
        ("Курьер вёз ёлку", "елка"),
        ("Where are my invoices?", "invoice"),
        ("Пишите на shop@mail.ru", "shop@mail.ru"),
        ("Счёт №4711 оплачен", "4711 счета"),
    ],
)
async def test_a_message_is_found_by_any_form_of_its_words(
    story: Story, anna: Caller, said: str, asked: str
) -> None:
    await story.writes("Добрый день")
    await story.writes(said)

    assert await texts(anna, asked) == [said.replace("№", "№ ")]


async def test_what_was_found_is_told_with_where_and_with_whom(story: Story, anna: Caller) -> None:
    await story.client()
    await story.writes("Где мои заказы?")

    (found,) = (await anna.get("/search", q="заказ"))["messages"]

    assert (found["before"], found["hit"], found["after"]) == ("Где мои ", "заказы", "?")
    assert (found["client_id"], found["name"]) == (str(BORIS_CARD), "Борис")
    assert (found["conversation_id"], found["direction"]) == (str(TALK), "in")


async def test_the_newest_stands_first_and_more_is_told(story: Story, anna: Caller) -> None:
    for n in range(3):
        await story.writes(f"Заказ {n}")

    page = await anna.get("/search", q="заказ", limit=2)

    assert [one["after"] for one in page["messages"]] == [" 2", " 1"]
    assert page["more"] is True


async def test_old_eras_are_looked_through_as_well(
    story: Story, anna: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log of a test is short: as if each of its events were years apart."""
    monkeypatch.setattr(eras, "_looks", lambda _: [("'14 9' | '14 8'", 9), (None, 0)])
    await story.writes("Заказ")

    assert await texts(anna, "заказ") == ["Заказ"]


async def test_an_answer_and_a_note_are_found_and_an_edit_replaces(
    story: Story, anna: Caller
) -> None:
    id_ = await story.writes("Хочу диван")
    await anna.does("POST", f"/conversations/{TALK}/replies", text="Диваны есть")
    note = NoteAdded(conversation_id=TALK, message_id=message_id(7), by=ANNA, text="Диван синий")
    await story.tell(TALKING, note, VERA)
    edited = MessageEdited(
        conversation_id=TALK, message_id=id_, inbound=90, key="e", text="Хочу кресло"
    )
    await story.tell(TALKING, edited, VERA)

    assert await texts(anna, "диван") == ["Диван синий", "Диваны есть"]
    assert await texts(anna, "кресла") == ["Хочу кресло"]


@pytest.mark.parametrize("q", ["и", "-заказ", "'", "\\", "& | !", "заказ:*", "%", '"', "<->"])
async def test_whatever_is_typed_is_no_error(story: Story, anna: Caller, q: str) -> None:
    await story.writes("Добрый день")

    assert await texts(anna, q) == []


async def test_a_text_of_any_length_can_be_kept(story: Story, anna: Caller) -> None:
    """An index takes a megabyte of words for a row: beyond that the projector would stand still."""
    await story.writes("Заказ " + " ".join(f"{n:07d}" for n in range(300_000)))

    assert len(await texts(anna, "заказ")) == 1


async def test_a_card_is_found_by_its_name_or_address(story: Story, anna: Caller) -> None:
    await story.client(name="Борис Ёлкин")
    await story.also(VERA, BORIS_CARD, "8800")

    assert await cards(anna, "елк бор") == [("Борис Ёлкин", "Борис Ёлкин")]
    assert await cards(anna, "8800") == [("Борис Ёлкин", "8800")]
    assert await cards(anna, "борода") == []


async def test_a_number_written_in_any_way_finds_its_card(
    house: House, story: Story, anna: Caller
) -> None:
    phone = Address(kind=AddressKind.PHONE, value="+79161234567")
    identity = identity_of(phone, house.secret.digest)
    assert identity
    await story.client(identity.id)

    assert await cards(anna, "8 (916) 123-45-67") == [("Борис", "77")]


async def test_a_card_that_was_joined_with_another_is_found_once(
    story: Story, admin: Caller
) -> None:
    await story.client()
    await story.client(VERA, VERA_CARD, "Борис Второй", "78")
    await admin.does("POST", f"/clients/{BORIS_CARD}/merge", other_client_id=str(VERA_CARD))

    assert [name for name, _ in await cards(admin, "борис")] == ["Борис"]


async def test_what_is_a_colleagues_is_not_found(story: Story, anna: Caller) -> None:
    await story.client()
    await story.client(VERA, VERA_CARD, "Борислава", "78")
    await story.writes("Заказ")
    await story.writes("Заказ", VERAS, VERA)
    await given(story, TALK, GLEB)

    found = await anna.get("/search", q="заказ")

    assert [one["conversation_id"] for one in found["messages"]] == [str(VERAS)]
    assert await cards(anna, "борис") == [("Борислава", "Борислава")]


async def given(story: Story, talk: ConversationId, holder: Any) -> None:
    assigned = ConversationAssigned(conversation_id=talk, employee_id=holder)
    await story.tell(Subject("conversation", str(talk)), assigned)


async def test_a_word_that_stands_everywhere_is_looked_for_only_so_far(
    story: Story, anna: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eras, "CANDIDATES", 2)
    await story.client()
    await story.writes("Заказ старый", VERAS, VERA)
    for _ in range(3):
        await story.writes("Заказ")
    await given(story, TALK, GLEB)

    page = await anna.get("/search", q="заказ")

    assert (page["messages"], page["more"]) == ([], True)


async def test_a_name_of_any_length_can_be_kept(story: Story, anna: Caller) -> None:
    """An index of whole names refuses it, and the projector would stand still for ever."""
    await story.client(name="Борис " + "".join(str(derived("n", n)) for n in range(300)))

    (found,) = (await anna.get("/clients", name="борис"))["items"]

    assert len(found["name"]) > 10_000
    assert len(await cards(anna, "борис")) == 1
