"""What an operator may have set wrong is refused, naming where, in plain words."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from channels.website import provider
from channels.website.definition import ConsentText, FormDefinition
from channels.website.field_definition import FieldDefinition
from channels.website.settings import Limits, Settings
from channels.website.words import Say, words
from tests.website.examples import CALLBACK, site

PHONE = {"name": "phone", "label": "Телефон", "type": "phone"}
TEXT = {"name": "text", "label": "Текст"}


def refused(settings: dict[str, Any]) -> tuple[str, str]:
    """Where, and in which words."""
    with pytest.raises(ValidationError) as error:
        Settings.model_validate(settings)
    first = error.value.errors()[0]
    return ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, ")


@pytest.mark.parametrize(
    ("changes", "where", "say"),
    [
        ({"fields": [TEXT]}, "forms.0.fields", "a field of type phone or email is missing"),
        ({"fields": []}, "forms.0.fields", "a field of type phone or email is missing"),
        ({"fields": [PHONE, PHONE]}, "forms.0.fields", "two fields are named phone"),
        ({"fields": [PHONE | {"name": "_x"}]}, "forms.0.fields.0.name", "a name begins with"),
        ({"fields": [PHONE | {"options": ["a"]}]}, "forms.0.fields.0", "only a select has"),
        ({"fields": [TEXT | {"type": "select"}]}, "forms.0.fields.0", "a select needs options"),
        ({"fields": [PHONE | {"max_length": 5001}]}, "forms.0.fields.0.max_length", "Input should"),
        ({"fields": [PHONE | {"colour": "red"}]}, "forms.0.fields.0.colour", "Extra inputs"),
        ({"name": "Call back"}, "forms.0.name", "a name begins with a small Latin letter"),
        ({"name": "order"}, "forms", "two forms are named order"),
        ({"title": " "}, "forms.0.title", "this must say something"),
        ({"honeypot": "phone"}, "forms.0", "the honeypot phone is named like a field"),
        ({"pipeline": "sales"}, "forms.0", "pipeline and stage are for a form that opens a deal"),
        ({"thanks_url": "javascript:x"}, "forms.0.thanks_url", "the address of a page looks like"),
        ({"thanks_url": "https://a.b/\r\nx"}, "forms.0.thanks_url", "the address of a page"),
        ({"claims": "yes"}, "forms.0.claims", "Input should be a valid boolean"),
        ({"language": "de"}, "forms.0.language", "Input should be 'ru' or 'en'"),
        ({"opens": "task"}, "forms.0.opens", "Input should be 'lead' or 'deal'"),
    ],
)
def test_a_form_that_cannot_work_is_refused(changes: dict[str, Any], where: str, say: str) -> None:
    place, said = refused(site(changes))

    assert place == where
    assert said.startswith(say)


@pytest.mark.parametrize(
    "origin", ["*", "shop.example", "https://", "https://a.b/c", "ftp://a.b", "https://a b", "x:y"]
)
def test_an_origin_is_one(origin: str) -> None:
    place, said = refused(site() | {"origins": [origin]})

    assert place == "origins.0"
    assert said.startswith("an origin looks like https://shop.example")


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"origins": []}, ""),
        ({"forms": []}, "forms"),
        ({"region": "Россия"}, "region"),
        ({"limits": {"body_bytes": 1}}, "limits.body_bytes"),
        ({"secret": "x"}, "secret"),
    ],
)
def test_a_site_that_cannot_work_is_refused(changes: dict[str, Any], where: str) -> None:
    assert refused(site() | changes)[0] == where


@pytest.mark.parametrize("model", [Settings, Limits, FormDefinition, FieldDefinition, ConsentText])
def test_every_setting_is_explained(model: type[BaseModel]) -> None:
    fields = model.model_fields

    assert [name for name, field in fields.items() if not field.description] == []


def test_the_settings_survive_their_own_json() -> None:
    settings = Settings.model_validate(site())

    assert Settings.model_validate(settings.model_dump(mode="json")) == settings
    assert (
        provider.settings.model_json_schema()["properties"].keys() == settings.model_dump().keys()
    )


def test_a_form_says_everything_in_both_languages() -> None:
    both = {(words(say, "ru"), words(say, "en")) for say in Say}

    assert all(russian != english for russian, english in both)


def test_a_form_of_fields_alone_needs_nothing_else() -> None:
    form = FormDefinition.model_validate({"name": "a", "title": "A", "fields": [PHONE]})

    assert form.claims
    assert form.name != CALLBACK["name"]
