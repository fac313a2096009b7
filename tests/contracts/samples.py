"""Samples: an event of every class with every field filled, always the same; and its shape."""

from collections.abc import Callable
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contracts.event import Event, personal_fields
from contracts.ids import derived
from tests.examples import NOON

CANARY = " канарейка"
"""Stands in every personal text, and nowhere else."""

_PLAIN: dict[type, Callable[[str], Any]] = {
    bool: lambda _: True,
    int: lambda _: 7,
    float: lambda _: 7.5,
    str: lambda path: path,
    UUID: lambda path: derived("sample", path),
    datetime: lambda _: NOON,
    date: lambda _: NOON.date(),
    time: lambda _: NOON.time(),
}


def sample(event: type[Event]) -> Event:
    """An event with something in every field; what is personal sings."""
    sings = dict.fromkeys(personal_fields(event), CANARY)
    return event.model_validate(_values(event, event.event_name, sings))


def _values(model: type[BaseModel], path: str, sings: dict[str, str]) -> dict[str, Any]:
    return {
        name: _value(field.annotation, f"{path}.{name}{sings.get(name, '')}", _least(field))
        for name, field in model.model_fields.items()
    }


def _least(field: FieldInfo) -> int:
    return next((mark.min_length for mark in field.metadata if isinstance(mark, MinLen)), 1)


def _value(hint: Any, path: str, least: int) -> Any:
    hint = _bare(hint)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], path, 1) for _ in range(least))
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if issubclass(hint, BaseModel):
        return _values(hint, path, {})
    if issubclass(hint, Enum):
        return next(iter(hint))
    return _PLAIN[hint](path)


def _bare(hint: Any) -> Any:
    """A hint without `| None`, behind a NewType."""
    if type(None) in get_args(hint):
        hint = Union[tuple(a for a in get_args(hint) if a is not type(None))]  # noqa: UP007 - made at run time
    return getattr(hint, "__supertype__", hint)


def shape(event: type[Event]) -> dict[str, Any]:
    """The fields and their types, as the log knows them."""
    sealed = personal_fields(event)
    return {
        name: ["sealed", said] if name in sealed else said
        for name, said in _shape_of(event).items()
    }


def _shape_of(model: type[BaseModel]) -> dict[str, Any]:
    return {name: _shape(field.annotation) for name, field in model.model_fields.items()}


def _shape(hint: Any) -> Any:
    if type(None) in get_args(hint):
        return ["null or", _shape(_bare(hint))]
    hint = _bare(hint)
    if get_origin(hint) is tuple:
        return ["many", _shape(get_args(hint)[0])]
    if get_origin(hint) is Literal:
        return ["one of", *get_args(hint)]
    if issubclass(hint, BaseModel):
        return _shape_of(hint)
    if issubclass(hint, Enum):
        return ["a word of", hint.__name__]
    return hint.__name__
