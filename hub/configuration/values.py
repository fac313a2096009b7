"""Values: each setting as it is in force, where it was said, and as it may be shown."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from contracts.errors import Misconfigured
from hub.configuration.allowed import allowed
from hub.configuration.files import in_file
from hub.configuration.masked import masked
from hub.configuration.variables import OTHERS, file_variable_of, set_in, variable_of
from hub.settings import Settings


@dataclass(frozen=True, slots=True)
class Value:
    """A setting. `value` is safe to show, None where there is none.

    `source` is `default`, `environment`, `option`, or `file` with the path.
    """

    variable: str
    value: str | None
    source: str
    description: str
    allowed: str | None = None


def values(given: Mapping[str, object], environment: Mapping[str, str] = os.environ) -> list[Value]:
    """Every setting; `given` are those that the command line said. Then what is set besides."""
    there = set_in(environment)
    settings = [_value(name, given, there) for name in Settings.model_fields]
    others = [
        Value(name, there[name], "environment", OTHERS[name]) for name in OTHERS if name in there
    ]
    return settings + others


def _value(name: str, given: Mapping[str, object], there: Mapping[str, str]) -> Value:
    field = Settings.model_fields[name]
    said, source = _said(name, field, given, there)
    shown = None if said is None else masked(said, secret=SecretStr in _types(field))
    return Value(variable_of(name), shown, source, field.description or "", allowed(Settings, name))


def _said(
    name: str, field: FieldInfo, given: Mapping[str, object], there: Mapping[str, str]
) -> tuple[str | None, str]:
    if name in given:
        return str(given[name]), "option"
    if variable_of(name) in there:
        return there[variable_of(name)], "environment"
    if path := there.get(file_variable_of(name)):
        return _of_file(name, there), f"file {path}"
    return _written(field.get_default(call_default_factory=True, validated_data={})), "default"


def _of_file(name: str, there: Mapping[str, str]) -> str | None:
    try:
        return in_file(name, there)
    except Misconfigured:  # said among the troubles
        return None


def _written(value: Any) -> str | None:
    match value:
        case None:
            return None
        case tuple():
            return ",".join(map(str, value)) or None
        case _:
            return str(value)


def _types(field: FieldInfo) -> tuple[Any, ...]:
    return (field.annotation, *getattr(field.annotation, "__args__", ()))
