"""A mail that confirms a form: set by the operator, and nobody else's business."""

import pytest
from pydantic import ValidationError

from channels.website.confirmation import ConfirmationText
from channels.website.definition import FormDefinition
from contracts.inbound import Confirmation
from tests.website.conftest import Open, OpenSite, said
from tests.website.examples import CALLBACK, SCRIPTED, as_json, asked

WORDS = {"account": "mail-out", "subject": "Заявка", "text": "Мы получили её.\nСкоро перезвоним."}


async def test_by_default_no_form_wants_a_mail(site: OpenSite) -> None:
    inbound = await site.takes(as_json(SCRIPTED))

    assert inbound.form
    assert inbound.form.confirm is None


async def test_the_operators_words_come_with_the_form_as_they_are(open_site: Open) -> None:
    inbound = await open_site({"confirm": WORDS}).takes(as_json(SCRIPTED))

    assert inbound.form
    assert inbound.form.confirm == Confirmation.model_validate(WORDS)


async def test_what_is_shown_to_everybody_does_not_tell_of_it(open_site: Open) -> None:
    answer = await open_site({"confirm": WORDS}).ask(asked("GET", "forms/callback.json"))

    assert answer.status == 200
    assert not [word for word in ("confirm", *WORDS.values()) if word in str(said(answer))]


@pytest.mark.parametrize(
    ("changes", "say"),
    [
        ({"text": "Здравствуйте, {name}!"}, "nothing is ever filled in here"),
        ({"subject": "{name}"}, "nothing is ever filled in here"),
        ({"subject": "a\r\nBcc: vera@client.test"}, "a subject is one line"),
        ({"subject": "x" * 201}, "at most 200"),
        ({"text": "x" * 2001}, "at most 2000"),
        ({"text": " "}, "this must say something"),
        ({"account": ""}, "this must say something"),
        ({"to": "vera@client.test"}, "Extra inputs"),
    ],
)
def test_words_that_cannot_be_sent_as_they_are_are_refused(
    changes: dict[str, str], say: str
) -> None:
    with pytest.raises(ValidationError, match=say):
        ConfirmationText.model_validate(WORDS | changes)


def test_a_form_without_a_field_for_the_address_cannot_be_confirmed() -> None:
    phone = [{"name": "phone", "label": "Телефон", "type": "phone"}]

    with pytest.raises(ValidationError, match="confirm needs a field of type email"):
        FormDefinition.model_validate(CALLBACK | {"fields": phone, "confirm": WORDS})


def test_every_part_of_it_is_explained() -> None:
    fields = ConfirmationText.model_fields

    assert [name for name, field in fields.items() if not field.description] == []
