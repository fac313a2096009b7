"""What a field of a form is."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

FieldType = Literal[
    "text",
    "textarea",
    "phone",
    "email",
    "name",
    "select",
    "checkbox",
    "number",
    "hidden",
    "file",
]

CONTACTS = ("phone", "email")
"""The types of field that say how to reach somebody, the best first."""

STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)
_STAGE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise ValueError(
            "a name begins with a small Latin letter and has at most 40 of a-z, 0-9, - and _"
        )
    return value


def _stage(value: str) -> str:
    if not _STAGE.fullmatch(value):
        raise ValueError("pipelines and stages are named by at most 40 of a-z, 0-9, - and _")
    return value


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("this must say something")
    return value


Slug = Annotated[str, AfterValidator(_slug)]
StageName = Annotated[str, AfterValidator(_stage)]
Said = Annotated[str, AfterValidator(_said)]


class FieldDefinition(BaseModel):
    """A field of a form."""

    model_config = STRICT

    name: Slug = Field(description="Its name in the request, for example phone.")
    label: Said = Field(max_length=200, description="What the visitor reads beside it.")
    type: FieldType = Field("text", description="What it takes.")
    required: bool = Field(default=False, description="Whether the form is refused without it.")
    max_length: int = Field(1000, ge=1, le=5000, description="The most characters it takes.")
    options: tuple[Said, ...] = Field(
        (), max_length=200, strict=False, description="What can be chosen in a select."
    )

    @model_validator(mode="after")
    def _options_belong_to_a_select(self) -> "FieldDefinition":
        if self.type == "select" and not self.options:
            raise ValueError("a select needs options to choose from")
        if self.type != "select" and self.options:
            raise ValueError("only a select has options")
        if len(set(self.options)) != len(self.options):
            raise ValueError("an option stands here twice")
        if any(option != " ".join(option.split()) for option in self.options):
            raise ValueError("an option is one line without spaces around it")
        return self
