"""Newest first in an index that knows no order: by eras, each eight times as long as the last.

A word that stands everywhere is found in the newest few thousand events, a rare one costs three
looks more. Of each look only the newest candidates are asked whether they are in reach, so that
whoever reaches few waits no longer than whoever reaches all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    RowMapping,
    Select,
    cast,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection

from projections.search import ERAS

CANDIDATES = 2000
"""Rows of one look, the newest ones."""

Reached = Callable[[CTE], Select[Any]]
"""Out of candidates those in reach, with their `seq`; for FROM."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, the newest first; `more`: not everything was looked through."""

    rows: list[RowMapping]
    more: bool


@dataclass(frozen=True, slots=True)
class Indexed:
    """A view that is searched: the SQL that its index is of, and what is looked for in it."""

    view: SqlTable
    lexemes: str
    query: ColumnElement[Any]

    def candidates(self, eras: str | None, before: int | None) -> CTE:
        """The newest in these eras that hold what is looked for.

        Ordered by a sum: by the position itself, the server might walk all of them in their order
        and take the words of each apart.
        """
        eras_too = self.query if eras is None else self.query.op("&&")(cast(eras, TSQUERY))
        place = self.view.c.seq + literal_column("0")
        there = literal_column(self.lexemes).op("@@")(eras_too)
        query = select(self.view).where(there, true() if before is None else place < before)
        return query.order_by(place.desc()).limit(CANDIDATES).cte().prefix_with("MATERIALIZED")


async def newest_first(
    connection: AsyncConnection, indexed: Indexed, reached: Reached, most: int
) -> Looked:
    """So many of those in reach; it stops after the first look that had too many candidates."""
    newest = await connection.scalar(select(func.max(indexed.view.c.seq)))
    found: list[RowMapping] = []
    before = None
    for eras, begins in _looks(newest or 0):
        candidates = indexed.candidates(eras, before)
        rows = await _look(connection, candidates, reached(candidates), most - len(found))
        found += [row for row in rows if row["seq"] is not None]
        if len(found) >= most or rows[0]["looked_at"] == CANDIDATES:
            return Looked(found, more=True)
        before = begins
    return Looked(found, more=False)


def _looks(newest: int) -> Iterator[tuple[str | None, int]]:
    """The eras of each look as a query (None: all there are), and where the oldest begins."""
    for bits in ERAS:
        last = newest >> bits
        yield f"'{bits} {last}' | '{bits} {last - 1}'", max(0, last - 1) << bits
    yield None, 0


async def _look(
    connection: AsyncConnection, candidates: CTE, reached: Select[Any], most: int
) -> list[RowMapping]:
    """Those in reach, and with each how many were looked at; a row even where there are none."""
    looked_at = select(func.count().label("looked_at")).select_from(candidates).subquery()
    those = reached.subquery()
    newest = select(those).order_by(those.c.seq.desc()).limit(most).subquery()
    query = select(looked_at, newest).select_from(looked_at.outerjoin(newest, true()))
    return list((await connection.execute(query.order_by(newest.c.seq.desc()))).mappings())
