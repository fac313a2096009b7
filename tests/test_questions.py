"""A question is made once, and asked with what was left open in it."""

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import ARRAY, Integer, Text, any_, literal, select

from hub.house import House
from hub.questions import Question, _compiled, said

SUM = Question(
    select((said("a", Integer()) + literal(2)).label("sum"), literal("words").label("w"))
)


async def test_what_is_left_open_is_said_when_it_is_asked(house: House) -> None:
    async with house.views.connect() as connection:
        found = [await SUM.asked(connection, a=number) for number in (1, 40)]

    assert found == [[{"sum": 3, "w": "words"}], [{"sum": 42, "w": "words"}]]


async def test_what_is_not_left_open_cannot_be_said(house: House) -> None:
    async with house.views.connect() as connection:
        with pytest.raises(KeyError, match="b"):
            await SUM.asked(connection, b=1)


async def test_a_list_that_stands_in_it_stays_in_it(house: House) -> None:
    word = said("word", Text())
    known = Question(select(word.in_(["anna", "boris"]).label("known")))
    async with house.views.connect() as connection:
        found = [await known.asked(connection, word=one) for one in ("anna", "gleb")]

    assert found == [[{"known": True}], [{"known": False}]]


async def test_questions_that_differ_by_their_values_alone_are_made_once_and_mix_up_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Counter[str]()
    monkeypatch.setattr("hub.questions._SHAPES", {})
    monkeypatch.setattr("hub.questions._compiled", counting(made))
    open_ = said("word", Text())

    def about(name: str, ages: list[int]) -> Question:
        those = literal(7, Integer()) == any_(literal(ages, ARRAY(Integer)))
        return Question(select(literal(name).label("name"), open_.label("word"), those.label("in")))

    async with house.views.connect() as connection:
        anna = await about("anna", [7, 8]).asked(connection, word="x")
        gleb = await about("gleb", [9]).asked(connection, word="y")

    assert anna == [{"name": "anna", "word": "x", "in": True}]
    assert gleb == [{"name": "gleb", "word": "y", "in": False}]
    assert made.total() == 1


def counting(made: Counter[str]) -> Any:
    def compiled(query: Any, key: Any) -> Any:
        made["compiled"] += 1
        return _compiled(query, key)

    return compiled
