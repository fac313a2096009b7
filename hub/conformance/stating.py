"""What a channel states: its manifest, the form of its settings, how it is."""

import re
from typing import Any, get_args

import pytest
from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo

from contracts.channel import State
from hub.accounts.providers import providers
from hub.conformance.desk import Desk
from hub.conformance.harness import Harness

_NAME = re.compile(r"[a-z][a-z0-9-]{1,30}")
_CANARY = "canary of the suite"


class Stating:
    """Tests of the manifest, of the settings, and of `Channel.health`."""

    def test_the_manifest_says_what_is_installed(self, harness: Harness) -> None:
        """The hub finds the channel by its entry point, under its own name."""
        manifest = harness.provider.manifest

        assert _NAME.fullmatch(manifest.name)
        assert manifest.title
        assert providers()[manifest.name] is harness.provider
        assert not manifest.sends or (manifest.text_limit > 0 and manifest.identity_kinds)

    def test_every_secret_is_marked(self, harness: Harness) -> None:
        """In the manifest, for forms and answers; and by its type, for logs and traces."""
        fields = harness.provider.settings.model_fields
        secret = {name for name, field in fields.items() if _is_secret(field)}

        assert harness.provider.manifest.secrets == secret

    def test_the_settings_are_a_form(self, harness: Harness) -> None:
        """Every one is described to the operator."""
        form = harness.provider.settings.model_json_schema()

        assert all(one.get("description") for one in form["properties"].values())

    def test_a_missing_secret_is_refused(self, harness: Harness) -> None:
        """And an empty one too, where it is what keeps strangers from calling."""
        fields = harness.provider.settings.model_fields
        needed = [n for n in harness.provider.manifest.secrets if fields[n].is_required()]
        if not needed:
            pytest.skip("this channel can do without a secret")

        for name in needed:
            _refused(
                harness, {key: harness.settings[key] for key in harness.settings.keys() - {name}}
            )
            if harness.provider.manifest.called:
                _refused(harness, {**harness.settings, name: ""})

    def test_what_is_wrong_is_said_without_the_secrets(self, harness: Harness) -> None:
        """Settings that nobody knows are refused; the words show nothing of what was typed."""
        said = _refused(harness, {**harness.settings, "nobody_knows": _CANARY})

        assert "nobody_knows" in said
        assert not [value for value in _secrets(harness) if value in said]

    async def test_it_is_well(self, harness: Harness) -> None:
        """With settings that work."""
        async with Desk(harness).opened() as channel:
            health = await channel.health()

        assert health.state is State.UP
        assert not [value for value in _secrets(harness) if value in health.message]

    async def test_when_it_is_not_it_says_what_to_do(self, harness: Harness) -> None:
        """With settings that the provider refuses."""
        if harness.wrong_settings is None:
            pytest.skip("nobody is asked who could refuse")
        async with Desk(harness).opened(**harness.wrong_settings) as channel:
            health = await channel.health()

        assert health.state is State.DOWN
        assert health.message
        assert health.remedy


def _refused(harness: Harness, settings: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        harness.provider.settings.model_validate(settings)
    return str(refused.value)


def _secrets(harness: Harness) -> list[str]:
    said = (harness.settings.get(name) for name in harness.provider.manifest.secrets)
    return [str(value) for value in said if value]


def _is_secret(field: FieldInfo) -> bool:
    return _holds_secret(field.annotation)


def _holds_secret(kind: Any) -> bool:
    return kind is SecretStr or any(_holds_secret(part) for part in get_args(kind))
