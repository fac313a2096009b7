"""How many conversations stand in each folder, and in a list that somebody has saved."""

from datetime import datetime

from sqlalchemy import and_, func, literal, literal_column, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.api.models.finding import Folder, LabelCount
from hub.api.queries.folders import Filters, in_reach_each, is_open, picked, stands_in, wanted
from hub.projector.columns import view_of
from projections.inbox import INBOX

_inbox = view_of(INBOX)

MOST = 1000
"""Nobody acts on a greater number: what grows for ever is counted no further."""

_OF_OPEN = (Folder.MINE, Folder.UNASSIGNED, Folder.TEAM, Folder.ESCALATED, Folder.SNOOZED)
_ONE_BY_ONE = (Folder.SENT, Folder.MENTIONS)


async def folder_counts(
    connection: AsyncConnection, bearer: Bearer, now: datetime
) -> dict[Folder, int]:
    """What is open is gone through once, the others one by one; `closed` and `all` are not counted.

    Nobody acts on how many these two are, and whose each of them is costs a lookup of its own.
    """
    each = [
        func.count().filter(stands_in(bearer, folder, now)).label(folder) for folder in _OF_OPEN
    ]
    query = select(*each).select_from(picked()).where(is_open())
    found = (await connection.execute(query)).mappings().one()
    counts = {folder: min(MOST, found[folder]) for folder in _OF_OPEN}
    for folder in _ONE_BY_ONE:
        counts[folder] = await counted(connection, bearer, Filters(folder), now)
    return counts


async def counted(
    connection: AsyncConnection, bearer: Bearer, filters: Filters, now: datetime
) -> int:
    """How many a list has, a thousand at most."""
    there = wanted(bearer, filters, now)
    some = select(literal(1)).select_from(picked(filters.folder)).where(there).limit(MOST)
    number = select(func.count()).select_from(some.subquery())
    return await connection.scalar(number) or 0


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
