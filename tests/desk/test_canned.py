"""Canned answers: each shortcut once, places filled once, and no client's words are read."""

import asyncio
from typing import Any

import pytest

from contracts.conversation import ConversationAssigned
from contracts.errors import Invalid
from contracts.event import Subject
from contracts.ids import drawn
from hub.domain.canned import filled, missing, spelled
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import GLEB, TALK

PAYLOADS = [
    "{manager}",
    "{client}{client}",
    "{{manager}}",
    "{0.__class__.__mro__}",
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "%(manager)s",
    "$manager",
    r"\1\g<1>\g<0>",
    "#{user.password}",
    "{% debug %}",
]
"""What makes an engine do something; there is none here."""


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_value_is_never_looked_through(name: str) -> None:
    values = {"client": name, "manager": "Анна"}

    text = filled("{client}, это {manager}", values)

    assert text == f"{name}, это Анна"


@pytest.mark.parametrize("text", PAYLOADS[3:])
def test_whatever_else_stands_in_an_answer_is_text(text: str) -> None:
    assert filled(text, {"client": "Борис", "manager": "Анна"}) == text


def test_a_place_that_nobody_can_fill_stays_and_is_named() -> None:
    values = {"client": "", "manager": "Анна"}

    assert (
        filled("{client} {manager} {Client} { client }", values)
        == "{client} Анна {Client} { client }"
    )
    assert missing("{client} {manager} {client}", values) == ["client"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Привет", "привет"),
        (" Ё-2 ", "ё-2"),
        ("e\u0301te\u0301", "été"),
        ("ﬁn", "fin"),
        ("한국", "한국"),
    ],
)
def test_a_shortcut_is_of_any_alphabet_and_spelled_one_way(said: str, kept: str) -> None:
    assert spelled(said) == kept


@pytest.mark.parametrize(
    "said", ["", "-" * 41, "два слова", "a/b", "a.b", "{client}", "a\u200bb", "🙂"]
)
def test_a_shortcut_is_nothing_but_letters_digits_and_dashes(said: str) -> None:
    with pytest.raises(Invalid):
        spelled(said)


def answer(shortcut: str, text: str = "Здравствуйте, {client}!") -> dict[str, Any]:
    return {"shortcut": shortcut, "title": "Приветствие", "text": text}


async def test_of_two_answers_with_one_shortcut_one_is_kept(anna: Caller) -> None:
    ids = [drawn(), drawn()]

    answers = await asyncio.gather(
        *[
            anna("PUT", f"/canned/{id_}", json=answer(said))
            for id_, said in zip(ids, ("ДА", "да"), strict=True)
        ]
    )

    assert sorted(one.status_code for one in answers) == [200, 409]
    assert [one["shortcut"] for one in (await anna.get("/canned"))["items"]] == ["да"]


async def test_a_shortcut_is_free_again_when_its_answer_is_gone(anna: Caller) -> None:
    first, second = drawn(), drawn()
    await anna.does("PUT", f"/canned/{first}", **answer("да"))
    await anna.does("PUT", f"/canned/{first}", **answer("да", "Да, {client}"))

    await anna.does("DELETE", f"/canned/{first}")
    await anna.does("PUT", f"/canned/{second}", **answer("да"))

    assert [one["canned_id"] for one in (await anna.get("/canned"))["items"]] == [str(second)]
    assert (await anna("DELETE", f"/canned/{first}")).status_code == 404


async def test_an_answer_is_filled_for_the_client_at_hand(anna: Caller, story: Story) -> None:
    await story.employee(name="Анна")
    await story.client(name="{manager}\n\u202eБорис")
    await story.writes()
    id_ = drawn()
    text = "{client}! {manager}, {company}, {channel}, {phone}"
    await anna.does("PUT", f"/canned/{id_}", **answer("да", text))

    made = await anna.does("POST", f"/canned/{id_}/filled", conversation_id=str(TALK))

    assert made == {
        "text": "{manager} Борис! Анна, {company}, Telegram, {phone}",
        "missing": ["company"],
    }


async def test_nobody_learns_a_name_by_filling_an_answer_for_a_colleagues_client(
    anna: Caller, story: Story
) -> None:
    await story.client()
    await story.writes()
    given = ConversationAssigned(conversation_id=TALK, employee_id=GLEB)
    await story.tell(Subject("conversation", str(TALK)), given)
    id_ = drawn()
    await anna.does("PUT", f"/canned/{id_}", **answer("да"))

    asked = [
        await anna("POST", f"/canned/{id_}/filled", json={"conversation_id": str(talk)})
        for talk in (TALK, drawn())
    ]

    assert [one.status_code for one in asked] == [404, 404]
    assert asked[0].json() == asked[1].json()
