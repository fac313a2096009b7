"""Providers: the ways to reach people that are installed, found by their entry point."""

from functools import cache
from importlib.metadata import entry_points
from typing import Any

from pydantic import ValidationError

from contracts.channel import Provider
from contracts.errors import Invalid, NotFound

_GROUP = "omnihub.channels"


@cache
def providers() -> dict[str, Provider[Any]]:
    """Every provider, by the channel's name; ours are found like anybody's."""
    found = (entry.load() for entry in entry_points(group=_GROUP))
    return {provider.manifest.name: provider for provider in found}


def provider_of(channel: str) -> Provider[Any]:
    """The provider of a channel.

    Raises:
        NotFound: none is installed; the message names those that are.
    """
    try:
        return providers()[channel]
    except KeyError as error:
        known = ", ".join(sorted(providers()))
        raise NotFound(f"there is no channel {channel}; installed are: {known}") from error


def checked_settings(channel: str, settings: dict[str, Any]) -> dict[str, Any]:
    """The settings, if the provider takes them; secrets in the clear, for the vault.

    Raises:
        Invalid: `field` names the first that is wrong.
    """
    try:
        provider_of(channel).settings.model_validate(settings)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or None
        raise Invalid(f"{field or channel}: {first['msg']}", field=field) from None
    return settings
