"""What a form is: its fields, what it opens, to what it asks consent."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, model_validator

from channels.website.confirmation import ConfirmationText
from channels.website.field_definition import (
    CONTACTS,
    STRICT,
    FieldDefinition,
    Said,
    Slug,
    StageName,
)
from contracts.inbound import Opens

Language = Literal["ru", "en"]

MOST_FIELDS = 50


def web_address(value: str) -> str:
    """The address of a page, as it was given.

    Raises:
        ValueError: it is none.
    """
    parts = urlsplit(value)
    plain = value.isascii() and value.isprintable() and " " not in value
    if not plain or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("the address of a page looks like https://shop.example/thanks")
    return value


class ConsentText(BaseModel):
    """To what the visitor consents (152-FZ, article 9). Other words are another version."""

    model_config = STRICT

    version: Said = Field(max_length=50, description="The version of the text, for example 2026-1.")
    text: Said = Field(max_length=5000, description="The words beside the tick.")
    required: bool = Field(default=True, description="Whether the form is refused without it.")


def _fields(fields: tuple[FieldDefinition, ...]) -> tuple[FieldDefinition, ...]:
    names = [field.name for field in fields]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(f"two fields are named {twice}")
    if len(names) > MOST_FIELDS:
        raise ValueError(f"a form has at most {MOST_FIELDS} fields")
    if not any(field.type in CONTACTS for field in fields):
        raise ValueError("a field of type phone or email is missing: nobody could be reached")
    return fields


class FormDefinition(BaseModel):
    """A form."""

    model_config = STRICT

    name: Slug = Field(description="Its name in addresses, for example callback.")
    title: Said = Field(max_length=200, description="What stands above it.")
    language: Language = Field("ru", description="The language of what the form itself says.")
    fields: Annotated[tuple[FieldDefinition, ...], AfterValidator(_fields)] = Field(
        strict=False, description="Its fields, in their order; one of them a phone or an e-mail."
    )
    opens: Opens = Field(
        Opens.LEAD, strict=False, description="A lead, or for an order form straight a deal."
    )
    pipeline: StageName | None = Field(None, description="The deal's pipeline; unset: the first.")
    stage: StageName | None = Field(None, description="The deal's first stage; unset: the first.")
    claims: bool = Field(
        default=True,
        description="Whether the typed phone or address is taken for who wrote; "
        "switched off, it is only mentioned, and no card is matched by it.",
    )
    consent: ConsentText | None = Field(None, description="To what the visitor consents.")
    confirm: ConfirmationText | None = Field(
        None,
        description="A mail that confirms the form to the e-mail that was typed. Unset: none is "
        "sent. Anybody can type anybody's address: think twice. At most one a day goes to an "
        "address, at most 200 a day in all, and none to an address of yours.",
    )
    min_seconds: float = Field(
        2,
        ge=0,
        le=60,
        description="What a script sends faster than this was no person: it is set aside. "
        "0 switches the trap off, for pages that send JSON with code of their own.",
    )
    require_script: bool = Field(
        default=False, description="Set aside what plain HTML forms send: only the script counts."
    )
    honeypot: Slug = Field(
        "website_url", description="The name of a hidden field that only robots fill in."
    )
    button: Said | None = Field(None, max_length=100, description="The words on the button.")
    thanks: Said | None = Field(None, max_length=1000, description="What is said afterwards.")
    thanks_url: Annotated[str, AfterValidator(web_address)] | None = Field(
        None, max_length=2000, description="Where a plain HTML form leads afterwards."
    )

    @model_validator(mode="after")
    def _parts_agree(self) -> "FormDefinition":
        if self.opens is Opens.LEAD and (self.pipeline or self.stage):
            raise ValueError("pipeline and stage are for a form that opens a deal")
        if self.confirm and not any(field.type == "email" for field in self.fields):
            raise ValueError("confirm needs a field of type email: nobody could be told")
        if any(field.name == self.honeypot for field in self.fields):
            raise ValueError(f"the honeypot {self.honeypot} is named like a field of the form")
        return self

    @property
    def files(self) -> tuple[FieldDefinition, ...]:
        """The fields that take a file."""
        return tuple(field for field in self.fields if field.type == "file")
