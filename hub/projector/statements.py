"""The SQL of one build of a table: a load, a bulk write, a bulk delete; a statement each."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from hub.projector.columns import Out, SqlColumn, columns_of
from projections.kit import Key, Table


def physical(table: Table[Any], build: int) -> str:
    """The name of the table of one build."""
    return f"builds.{table.name}__{build}"


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL with one array parameter per column."""

    create: str
    load: str
    write: str
    delete: str


@cache
def statements(table: Table[Any], build: int) -> Statements:
    """The statements for one build of a table. Every name in them is the code's own."""
    columns = columns_of(table)
    keys = [column for column in columns if column.name in table.key]
    name = physical(table, build)
    return Statements(
        create=_create(table, name, columns),
        load=_load(name, keys),
        write=_write(name, columns, table.key),
        delete=_delete(name, keys),
    )


def _create(table: Table[Any], name: str, columns: tuple[SqlColumn, ...]) -> str:
    body = ", ".join(f"{c.name} {c.sql}" for c in columns)
    made = f"CREATE TABLE {name} ({body}, PRIMARY KEY ({', '.join(table.key)}))"
    indexes = [f"CREATE INDEX ON {name} {index}" for index in table.indexes]
    return "; ".join([made, *indexes])


def _arrays(columns: list[SqlColumn]) -> str:
    parameters = (f"${n}::{c.array}[]" for n, c in enumerate(columns, 1))
    names = ", ".join(c.name for c in columns)
    return f"unnest({', '.join(parameters)}) AS k({names})"


def _load(name: str, keys: list[SqlColumn]) -> str:
    same = " AND ".join(f"t.{c.name} = k.{c.name}" for c in keys)
    return f"SELECT t.* FROM {name} t JOIN {_arrays(keys)} ON {same}"  # noqa: S608 - own names


def _delete(name: str, keys: list[SqlColumn]) -> str:
    same = " AND ".join(f"t.{c.name} = k.{c.name}" for c in keys)
    return f"DELETE FROM {name} t USING {_arrays(keys)} WHERE {same}"  # noqa: S608 - own names


def _write(name: str, columns: tuple[SqlColumn, ...], key: tuple[str, ...]) -> str:
    picked = ", ".join(f"k.{c.name}::{c.sql}" for c in columns)
    rest = [c.name for c in columns if c.name not in key]
    change = ", ".join(f"{column} = excluded.{column}" for column in rest)
    conflict = f"DO UPDATE SET {change}" if rest else "DO NOTHING"
    return (
        f"INSERT INTO {name} SELECT {picked} FROM {_arrays(list(columns))} "  # noqa: S608 - own names
        f"ON CONFLICT ({', '.join(key)}) {conflict}"
    )


def key_arrays(table: Table[Any], keys: list[Key]) -> list[list[Any]]:
    """The parameters of `load` and `delete`: one list per key column, in the row's order."""
    return [[key[position] for key in keys] for position in _shape(table).keys]


def row_arrays(table: Table[Any], rows: list[Any]) -> list[list[Any]]:
    """The parameters of `write`: one list per column."""
    values = ([getattr(row, column.name) for row in rows] for column in columns_of(table))
    return [
        column.into(each) if column.into else each
        for column, each in zip(columns_of(table), values, strict=True)
    ]


def row_from(table: Table[Any], record: Any) -> Any:
    """The row that a record of the database stands for."""
    shape = _shape(table)
    values = [record[name] for name in shape.names]
    for position, out in shape.outs:
        values[position] = out(values[position])
    return table.row(*values)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is asked of a table for every row, worked out once."""

    names: tuple[str, ...]
    keys: tuple[int, ...]
    outs: tuple[tuple[int, Out], ...]


@cache
def _shape(table: Table[Any]) -> _Shape:
    columns = columns_of(table)
    return _Shape(
        names=tuple(column.name for column in columns),
        keys=tuple(table.key.index(c.name) for c in columns if c.name in table.key),
        outs=tuple((n, column.out) for n, column in enumerate(columns) if column.out),
    )
