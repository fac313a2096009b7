"""A question is made once, and asked with what was left open in it."""

import pytest
from sqlalchemy import Integer, Text, literal, select

from hub.house import House
from hub.questions import Question, said

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
