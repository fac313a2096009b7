"""Handing over: everything that somebody held, in batches, each of which is one append.

It may be interrupted anywhere: what is not handed over yet is still theirs, and is found again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from contracts.event import Subject
from contracts.ids import EmployeeId, drawn
from hub.commands import OnSubject, States, carry_out
from hub.domain.handover import handed_over
from hub.house import House
from hub.log.codec import By
from hub.projector.columns import view_of
from projections.holdings import HOLDINGS, NOBODY

_AT_ONCE = 200
_holdings = view_of(HOLDINGS)


@dataclass(frozen=True, slots=True)
class Handing:
    """Whose things, to whom (None: nobody), in whose name."""

    leaver: EmployeeId
    to: EmployeeId | None
    by: By


async def hand_over(house: House, handing: Handing) -> tuple[int, Counter[str]]:
    """The position of the last fact (0: there was none), and how many things of each kind."""
    seq, handed, after = 0, Counter[str](), UUID(int=0)
    while subjects := await _next(house, handing.leaver, after):
        after = UUID(subjects[-1].id)
        seq = await _batch(house, handing, subjects)
        handed.update(one.aggregate for one in subjects)
        await house.progress.reached(["aggregates"], seq)
    return seq, handed


async def _next(house: House, leaver: EmployeeId, after: UUID) -> list[Subject]:
    query = (
        select(_holdings.c.kind, _holdings.c.by_id)
        .where(_holdings.c.holder_id == leaver, _holdings.c.mentioned_id == NOBODY)
        .where(_holdings.c.by_id > after)
        .order_by(_holdings.c.by_id)
        .limit(_AT_ONCE)
    )
    async with house.views.connect() as connection:
        found = await connection.execute(query)
        return [Subject(row.kind, str(row.by_id)) for row in found]


async def _batch(house: House, handing: Handing, subjects: Sequence[Subject]) -> int:
    def decide(states: States) -> list[OnSubject]:
        return [
            (subject, event)
            for subject in subjects
            for event in handed_over(states[subject], handing.leaver, handing.to)
        ]

    return await carry_out(house, drawn(), handing.by, subjects, decide)
