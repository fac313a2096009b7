"""What a mail says that confirms a form: the operator's words, and nobody else's."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from channels.website.field_definition import STRICT, Said


def _line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("a subject is one line")
    return value


def _plain(value: str) -> str:
    if "{" in value or "}" in value:
        raise ValueError("nothing is ever filled in here: write it without { and }")
    return value


class ConfirmationText(BaseModel):
    """A mail that tells the visitor that the form arrived.

    It goes to an address that nobody has proved, so that these words are all that stands in it, and
    it is sent at most once a day to one address and 200 times a day in all.
    """

    model_config = STRICT

    account: Said = Field(
        max_length=100, description="The account of the hub that sends it: a mailbox, by its name."
    )
    subject: Annotated[Said, AfterValidator(_line), AfterValidator(_plain)] = Field(
        max_length=200, description="Its subject. Nothing that the visitor wrote is put into it."
    )
    text: Annotated[Said, AfterValidator(_plain)] = Field(
        max_length=2000,
        description="Its words. Nothing that the visitor wrote is put into them.",
    )
