"""What may stand in a request: bounded words without NUL or lone surrogates, nothing unasked."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

LARGEST = 2**63 - 1
"""The largest position that the log and the views know."""


def clean(value: str) -> str:
    """The same words.

    Raises:
        ValueError: there is a NUL or a lone surrogate in them.
    """
    if "\x00" in value:
        raise ValueError("a NUL character cannot stand here")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("a lone surrogate cannot stand here")
    return value


def clean_deep(value: Any) -> Any:
    """The same JSON, keys and values looked through."""
    match value:
        case str():
            clean(value)
        case dict():
            for key, inner in value.items():
                clean(key)
                clean_deep(inner)
        case list():
            for inner in value:
                clean_deep(inner)
        case _:
            pass
    return value


Clean = AfterValidator(clean)
"""For words that are bounded where they stand."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), Clean]
Text = Annotated[str, StringConstraints(min_length=1, max_length=200_000), Clean]
SearchWord = Annotated[str, Query(min_length=1, max_length=320), Clean]
AccountName = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$"), Clean]
Position = Annotated[int, Path(ge=1, le=LARGEST)]
JsonObject = Annotated[dict[str, Any], AfterValidator(clean_deep)]


class Body(BaseModel):
    """What a caller may say; a field nobody asked for is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
