"""What is said on a command line is text: a setting that is no text is read as what it is."""

import json
from typing import Any

from contracts.channel import Provider
from contracts.errors import Invalid

_YES = {"true", "yes", "on", "1"}
_NO = {"false", "no", "off", "0"}


def read_as(provider: Provider[Any], name: str, text: str) -> Any:
    """The value of a setting: JSON where it is a list or an object, `yes` and `no` for switches.

    A list of plain words may be written with commas. What is unknown is left to the provider.

    Raises:
        Invalid: it is to be JSON, and is not; `field` names the setting.
    """
    match _kind(provider, name):
        case "boolean" if text.lower() in _YES | _NO:
            return text.lower() in _YES
        case "array" if not text.lstrip().startswith("["):
            return [part.strip() for part in text.split(",")]
        case "array" | "object":
            return _json(name, text)
        case _:
            return text


def _kind(provider: Provider[Any], name: str) -> str | None:
    """What the schema calls the setting's type; None where it allows several."""
    schema = provider.settings.model_json_schema()
    found = schema.get("properties", {}).get(name, {})
    if "$ref" in found:
        found = schema["$defs"].get(found["$ref"].rpartition("/")[2], {})
    kind = found.get("type")
    return kind if isinstance(kind, str) else None


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Invalid(
            f"{name} is JSON, best in a file (--set {name}=@{name}.json): {error}", field=name
        ) from error
