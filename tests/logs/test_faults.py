"""An error as a log may tell it: the words are shown only where they are ours."""

import asyncpg
import nats.js.errors
import pytest
from pydantic import BaseModel, ValidationError
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from contracts.errors import HubError, Misconfigured, Transient, Uncertain, Undeliverable
from hub.house import House
from hub.logs.faults import told, trace

BORIS = "boris@client.test"


class Known(BaseModel):
    year: int


def of_pydantic() -> Exception:
    with pytest.raises(ValidationError) as caught:
        Known.model_validate({"year": BORIS})
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        ValueError(BORIS),
        KeyError(BORIS),
        UnicodeEncodeError("ascii", BORIS, 0, 1, BORIS),
        Undeliverable(f"550 <{BORIS}> is nobody"),
        Uncertain(f"<{BORIS}> may have it"),
        asyncpg.UniqueViolationError(BORIS),
        OSError(BORIS),
        FileNotFoundError(2, BORIS, BORIS),
        ExceptionGroup(BORIS, [ValueError(BORIS)]),
        of_pydantic(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_the_words_of_others_are_not_told(error: Exception) -> None:
    assert BORIS not in told(error)
    assert BORIS not in trace(error)
    assert type(error).__name__ in told(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Transient("the log does not answer"), "the log does not answer"),
        (Misconfigured("It is unset.", remedy="Set it."), "It is unset. Set it."),
        (ConnectionRefusedError(111, BORIS), "Connection refused"),
        (nats.js.errors.ServerError(err_code=10023, description=BORIS), "JetStream's error 10023"),
    ],
)
def test_our_words_are_told_in_one_line(error: Exception, words: str) -> None:
    assert words in told(error)
    assert "\n" not in told(error)


def test_a_trace_begins_with_what_came_first() -> None:
    def read() -> None:
        try:
            int(BORIS)
        except ValueError as error:
            raise Transient("the year \x1b[2Jcannot be read") from error

    with pytest.raises(HubError) as caught:
        read()

    lines = trace(caught.value).splitlines()
    assert lines.index("ValueError") < lines.index(r"Transient: the year \x1b[2Jcannot be read")
    assert [line for line in lines if "in read" in line]
    assert BORIS not in trace(caught.value)


async def test_a_database_keeps_parameters_and_keys_to_itself(house: House) -> None:
    async with house.views.connect() as connection:
        await connection.execute(text("CREATE TEMP TABLE met (name text PRIMARY KEY)"))
        insert = text("INSERT INTO met VALUES (:name)")
        await connection.execute(insert, {"name": BORIS})
        with pytest.raises(IntegrityError) as caught:
            await connection.execute(insert, {"name": BORIS})

    said = told(caught.value)
    assert said.startswith("IntegrityError from")
    assert "UniqueViolationError" in said
    assert BORIS not in trace(caught.value)
    assert f"'{BORIS}'" not in str(caught.value)
