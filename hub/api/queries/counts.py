"""How many conversations stand in each folder, and in a list that somebody has saved."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import ScalarSelect, and_, func, literal, literal_column, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.api.models.finding import Folder, LabelCount
from hub.api.queries.folders import (
    NOW,
    Filters,
    Now,
    in_reach_each,
    is_open,
    picked,
    wanted,
)
from hub.projector.columns import view_of
from hub.questions import MOST_KEPT, Question
from projections.inbox import INBOX

_inbox = view_of(INBOX)

MOST = 1000
"""Nobody acts on a greater number: what grows for ever is counted no further."""

_COUNTED = (
    Folder.MINE,
    Folder.UNASSIGNED,
    Folder.TEAM,
    Folder.ESCALATED,
    Folder.SNOOZED,
    Folder.SENT,
    Folder.MENTIONS,
)


async def folder_counts(
    connection: AsyncConnection, bearer: Bearer, now: datetime
) -> dict[Folder, int]:
    """All in one question, each by the index that suits it; `closed` and `all` are not counted.

    Nobody acts on how many these two are, and whose each of them is costs a lookup of its own.
    """
    (found,) = await _folders(bearer).asked(connection, now=now)
    return {folder: found[folder] for folder in _COUNTED}


@lru_cache(MOST_KEPT)
def _folders(bearer: Bearer) -> Question:
    each = [_number(bearer, Filters(folder), NOW).label(folder) for folder in _COUNTED]
    return Question(select(*each))


async def counted(
    connection: AsyncConnection, bearer: Bearer, filters: Filters, now: datetime
) -> int:
    """How many a list has, a thousand at most."""
    return await connection.scalar(select(_number(bearer, filters, now))) or 0


def _number(bearer: Bearer, filters: Filters, now: Now) -> ScalarSelect[int]:
    """It stops at the thousandth, wherever that stands."""
    there = wanted(bearer, filters, now)
    some = select(literal(1)).select_from(picked(filters.folder)).where(there).limit(MOST)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


async def label_counts(connection: AsyncConnection, bearer: Bearer) -> list[LabelCount]:
    """The words that hang on open conversations in reach, and on how many."""
    labelled = _inbox.c.labels != literal_column("'[]'::jsonb")
    there = and_(is_open(), labelled, in_reach_each(bearer))
    open_ones = select(_inbox.c.labels).where(there).subquery()
    hung = func.jsonb_array_elements_text(open_ones.c.labels).table_valued("value")
    folded = func.lower(hung.c.value)
    word, number = func.min(hung.c.value).label("label"), func.count().label("conversations")
    joined = open_ones.join(hung, true())
    query = select(word, number).select_from(joined).group_by(folded).order_by(folded)
    return [
        LabelCount.model_validate(dict(r)) for r in (await connection.execute(query)).mappings()
    ]
