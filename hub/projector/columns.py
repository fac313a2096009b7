"""A projection's row as PostgreSQL keeps it: the column types follow from the dataclass."""

import re
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import orjson
from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Double, MetaData, Text, Uuid
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from projections.kit import Table

_PLAIN: dict[type, tuple[str, Callable[[], TypeEngine[Any]]]] = {
    bool: ("boolean", Boolean),
    int: ("bigint", BigInteger),
    float: ("double precision", Double),
    str: ("text", Text),
    UUID: ("uuid", Uuid),
    datetime: ("timestamptz", lambda: DateTime(timezone=True)),
    date: ("date", Date),
}

_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""A NUL as JSON writes it. After an odd backslash it is six characters that somebody has typed."""

Into = Callable[[Sequence[Any]], list[Any]]
"""A whole column of values at once: a call for each would cost more than what it does."""

Out = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class SqlColumn:
    """A column: its name, its SQL type, how a value goes in and comes out."""

    name: str
    sql: str
    array: str
    """What the driver sends in bulk: JSON travels as text."""
    type: TypeEngine[Any]
    into: Into | None
    out: Out | None


@cache
def columns_of(table: Table[Any]) -> tuple[SqlColumn, ...]:
    """The columns of a table, in the order of its row's fields."""
    hints = get_type_hints(table.row)
    return tuple(_column(field.name, hints[field.name]) for field in fields(table.row))


def _column(name: str, hint: Any) -> SqlColumn:
    plain = _plain(hint)
    if plain is None:
        adapter = TypeAdapter(hint)
        into = _json_into(orjson.dumps if hint == dict[str, Any] else adapter.dump_json)
        return SqlColumn(name, "jsonb", "text", JSONB(), into, _json_out(adapter))
    sql, type_ = _PLAIN[plain]
    clean = _clean if plain is str else None
    out = _optional(_class(hint)) if _class(hint) is not plain else None
    return SqlColumn(name, sql, sql, type_(), clean, out)


def _plain(hint: Any) -> type | None:
    class_ = _class(hint)
    return next((plain for plain in _PLAIN if issubclass(class_, plain)), None)


def _class(hint: Any) -> type:
    """The class behind a hint: without `| None`, behind a NewType; `object` for anything richer."""
    if get_origin(hint) in {types.UnionType, Union}:
        rest = [arg for arg in get_args(hint) if arg is not type(None)]
        return _class(rest[0]) if len(rest) == 1 else object
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint if isinstance(hint, type) and get_origin(hint) is None else object


def _clean(column: Sequence[str | None]) -> list[str | None]:
    """PostgreSQL's text has no NUL."""
    return [text.replace("\x00", "") if text and "\x00" in text else text for text in column]


def _optional(convert: Out) -> Out:
    return lambda value: None if value is None else convert(value)


def _json_into(dump: Callable[[Any], bytes]) -> Into:
    def into(column: Sequence[Any]) -> list[str]:
        texts = (dump(value).decode() for value in column)
        return [_NUL.sub(r"\1", text) if "\\u0000" in text else text for text in texts]

    return into


def _json_out(adapter: TypeAdapter[Any]) -> Out:
    def out(value: Any) -> Any:
        """The driver's own connection gives the text, SQLAlchemy what it has parsed already."""
        if isinstance(value, str):
            return adapter.validate_json(value)
        return adapter.validate_python(value)

    return out


_metadata = MetaData()


@cache
def view_of(table: Table[Any]) -> SqlTable:
    """The table as readers see it: a view onto the build that is live."""
    columns: list[Column[Any]] = [Column(c.name, c.type) for c in columns_of(table)]
    return SqlTable(table.name, _metadata, *columns)
