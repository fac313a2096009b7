"""Settings are typed as text, and read as what they are."""

from typing import Any

import pytest

from contracts.errors import Invalid
from hub.accounts.providers import provider_of
from hub.cli.said import read_as

FORMS = '[{"name": "callback"}]'


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("visits", "yes", True),
        ("visits", "False", False),
        (
            "origins",
            "https://a.example, https://b.example",
            ["https://a.example", "https://b.example"],
        ),
        ("origins", '["https://a.example"]', ["https://a.example"]),
        ("forms", FORMS, [{"name": "callback"}]),
        ("limits", '{"per_ip_minute": 5}', {"per_ip_minute": 5}),
        ("region", "KZ", "KZ"),
        ("unknown", "[1]", "[1]"),
    ],
)
def test_a_setting_is_read_as_what_it_is(name: str, text: str, value: Any) -> None:
    assert read_as(provider_of("website"), name, text) == value


@pytest.mark.parametrize("text", ["[{", '{"a": }'])
def test_json_that_is_broken_is_said_with_the_settings_name(text: str) -> None:
    name = "forms" if text.startswith("[") else "limits"

    with pytest.raises(Invalid, match=name) as refused:
        read_as(provider_of("website"), name, text)

    assert refused.value.field == name
