"""Allowed: what a setting may hold, in words for the person who has to correct it."""

from typing import Any

from pydantic_settings import BaseSettings

_KINDS = {"integer": "a whole number", "number": "a number", "boolean": "true or false"}


def allowed(settings: type[BaseSettings], field: str) -> str | None:
    """Which values the field takes, as far as its type alone says it."""
    document = settings.model_json_schema()
    return _said(document["properties"][field], document.get("$defs", {}))


def _said(schema: dict[str, Any], definitions: dict[str, Any]) -> str | None:
    if "$ref" in schema:
        return _said(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    for one in schema.get("anyOf", ()):
        if said := _said(one, definitions):
            return said
    kind = _KINDS.get(schema.get("type", ""))
    return kind and kind + _bounds(schema)


def _bounds(schema: dict[str, Any]) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f" from {least:g} to {most:g}"
    if least is not None:
        return f", {least:g} or more"
    return "" if most is None else f", at most {most:g}"
