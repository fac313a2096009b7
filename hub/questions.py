"""A question: SQL that is made once, and asked over the driver's own connection.

SQLAlchemy would take the statement apart at every use, to find what it has compiled of it before,
and ask within a transaction, two more round trips: more work than most questions take to answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ClauseElement, bindparam
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.cache_key import CacheKey
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from hub.projector.bulk import bulk_of

MOST_KEPT = 1_000
"""Questions of one kind that differ by who asks: so many are remembered."""

_DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy ships it untyped

T = TypeVar("T")


def said(name: str, type_: TypeEngine[T]) -> BindParameter[T]:
    """A value that is said by its name when the question is asked."""
    return bindparam(name, None, type_)


class Question:
    """A query with the values that stand in it; those that were left open are `said` when asked.

    Values go to the driver as they are: ids, times, texts, numbers and lists of these.
    """

    def __init__(self, query: ClauseElement) -> None:
        self._query = query

    async def asked(self, connection: AsyncConnection, **values: Any) -> list[dict[str, Any]]:
        """What it finds, by column; in the connection's transaction where it is in one.

        Raises:
            KeyError: something is said that is not left open in it.
        """
        made = self._made
        if unknown := values.keys() - made.values.keys():
            raise KeyError(*unknown)
        bulk = await bulk_of(connection)
        arguments = (made.values | values).values()
        return [dict(record) for record in await bulk.driver.fetch(made.sql, *arguments)]

    @cached_property
    def _made(self) -> "_Made":
        """At the first use: most processes ask few of them."""
        key = self._query._generate_cache_key()  # noqa: SLF001 - what SQLAlchemy's own cache goes by
        if key is None or any(value.expanding for value in key.bindparams):
            return _with(compiled := _compiled(self._query, None), compiled.params)
        shape = _shape(self._query, key)
        return _with(shape, shape.construct_params(extracted_parameters=key.bindparams))


@dataclass(frozen=True, slots=True)
class _Made:
    """The SQL, and its values in their order."""

    sql: str
    values: dict[str, Any]


_SHAPES: dict[Any, SQLCompiler] = {}
"""What differs by its values alone, as the same folder does for each manager, is made once."""


def _shape(query: ClauseElement, key: CacheKey) -> SQLCompiler:
    if len(_SHAPES) > MOST_KEPT:
        _SHAPES.clear()
    return _SHAPES.get(key.key) or _SHAPES.setdefault(key.key, _compiled(query, key))


def _compiled(query: ClauseElement, key: CacheKey | None) -> SQLCompiler:
    options = {"render_postcompile": True}
    compiled = query.compile(dialect=_DIALECT, cache_key=key, compile_kwargs=options)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError("it is no statement")
    return compiled


def _with(compiled: SQLCompiler, values: Mapping[str, Any]) -> _Made:
    return _Made(compiled.string, {name: values[name] for name in compiled.positiontup or ()})
