"""A page of a long list: walked, or begun with what is in reach, as suits how much that is.

The server reckons with averages, and walks past a million rows for whoever reaches only old ones.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.policy import within_reach
from hub.access.reach import few_in_reach, within_each, within_few, within_many

WALKED = 2_000
"""Rows of a list that are looked up one by one, before it is asked for in another way."""

FEW = 5_000
"""Identities in reach of which each is looked for in the list, rather than the other way round."""

_ROOM = text("SET LOCAL work_mem = '256MB'")
"""A set that does not fit would be gone through for every row."""

R = TypeVar("R")


class Within(Protocol):
    """Whether a column's card is in reach, in one of the ways in which a server can find out."""

    def __call__(
        self,
        bearer: Bearer,
        module: Module,
        column: ColumnElement[Any],
        held: ColumnElement[Any] = ...,
    ) -> ColumnElement[bool]:
        """For WHERE."""
        ...


Asked = Callable[[Within, int | None], Awaitable[list[R]]]
"""The page in one of the ways, of so many rows of the list (None: of all)."""


async def page_in_reach(
    connection: AsyncConnection,
    bearer: Bearer,
    module: Module,
    ordered: Select[Any],
    most: int,
    asked: Asked[R],
) -> list[R]:
    """At most `most` rows of an ordered list: the same ones in whichever way they are found."""
    if within_reach(bearer, module) is None:
        return await asked(within_each, None)
    found = await asked(within_each, WALKED)
    if len(found) >= most or not await _goes_on(connection, ordered):
        return found
    if await few_in_reach(connection, bearer, module, FEW):
        return await asked(within_few, None)
    await connection.execute(_ROOM)
    return await asked(within_many, None)


async def _goes_on(connection: AsyncConnection, ordered: Select[Any]) -> bool:
    """Whether the list has more than what was walked."""
    rest = ordered.offset(WALKED).limit(1).subquery()
    return await connection.scalar(select(literal(True)).select_from(rest)) is not None
