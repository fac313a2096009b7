"""What the framework says of a field that will not do has Russian words in the console, too."""

import json
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from tests.words.sentences import ROOT

FOREIGN = ROOT / "web" / "src" / "words" / "russian" / "foreign.json"


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Annotated[str, Field(min_length=1)], ""),
        (Annotated[str, Field(min_length=8)], ""),
        (Annotated[str, Field(max_length=1)], "two"),
        (Annotated[str, Field(max_length=300)], "x" * 301),
        (Annotated[str, Field(pattern="^[A-Z]{3}$")], "rub"),
        (str, 5),
        (int, "many"),
        (int, 1.5),
        (int, []),
        (float, "many"),
        (Annotated[int, Field(ge=1)], 0),
        (Annotated[int, Field(le=200)], 201),
        (Annotated[int, Field(gt=0)], 0),
        (Annotated[int, Field(lt=9)], 9),
        (Annotated[list[int], Field(min_length=1)], []),
        (Annotated[list[int], Field(max_length=1)], [1, 2]),
        (Annotated[dict[str, int], Field(max_length=1)], {"a": 1, "b": 2}),
        (list[int], "many"),
        (dict[str, int], "many"),
        (bool, "perhaps"),
        (bool, []),
        (UUID, "anna"),
        (date, "tomorrow"),
        (date, "2026-11-22T10:00:00"),
        (datetime, "tomorrow"),
        (time, "noon"),
        (Decimal, "much"),
        (Annotated[Decimal, Field(max_digits=3)], "1234"),
        (Annotated[Decimal, Field(decimal_places=2)], "0.123"),
        (Literal["asc", "desc"], "up"),
        (_Closed, {}),
        (_Closed, {"name": "anna", "age": 5}),
        (_Closed, "anna"),
    ],
)
def test_what_is_wrong_with_a_field_has_russian_words(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    said = refused.value.errors()[0]["msg"]

    assert any(re.fullmatch(shape, said) for shape in _shapes()), said


def _shapes() -> list[str]:
    return [
        re.escape(english).replace(r"\{\}", ".*") for english in json.loads(FOREIGN.read_text())
    ]
