"""The judge: what the ledgers of the outside say, beside what the hub has."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from hub.projector.columns import view_of
from projections.leads import SUBMISSIONS
from projections.thread import THREAD
from tests.kill.load import Load

_NEVER = "never queued"
_WITHIN = {"sent": {1}, "failed": {0}, "uncertain": {0, 1}, _NEVER: {0}}
"""How often an answer may have reached the client, by what the hub says of it."""


@dataclass(frozen=True)
class Verdict:
    """What was said outside and is not here; what is here more than once."""

    said: int
    lost: list[str]
    doubled: list[str]
    answers: int
    wrong: list[str]

    @property
    def fine(self) -> bool:
        """Whether there is nothing to complain of."""
        return not (self.lost or self.doubled or self.wrong)


async def judge(load: Load, views: AsyncEngine) -> Verdict:
    """By every contact and every answer."""
    there = await _said(views)
    expected = load.chats | load.forms
    states = await _states(views)
    return Verdict(
        said=len(expected),
        lost=sorted(expected - there.keys()),
        doubled=sorted(text for text in expected if there[text] > 1),
        answers=len(load.answers),
        wrong=_wrong(load, states),
    )


async def _said(views: AsyncEngine) -> Counter[str]:
    """What clients said, as often as it is there."""
    thread, submissions = view_of(THREAD), view_of(SUBMISSIONS)
    chats = select(thread.c.text, func.count()).where(thread.c.direction == "in")
    async with views.connect() as connection:
        counted = Counter(
            dict(tuple(row) for row in await connection.execute(chats.group_by(thread.c.text)))
        )
        for row in await connection.execute(select(submissions.c.fields)):
            counted.update(one["value"] for one in row.fields or [])
    return counted


async def _states(views: AsyncEngine) -> dict[str, str]:
    """How every answer fared, by its text."""
    thread = view_of(THREAD)
    query = select(thread.c.text, thread.c.state).where(thread.c.direction == "out")
    async with views.connect() as connection:
        return {row.text: row.state for row in await connection.execute(query)}


def _wrong(load: Load, states: dict[str, str]) -> list[str]:
    """Answers that reached the client more or less often than the hub says."""
    wrong = []
    for chat, text in load.answers.values():
        reached = load.world.bot.sent_to(chat).count(text)
        state = states.get(text, _NEVER)
        if reached not in _WITHIN.get(state, set()):
            wrong.append(f"{text} is {state}, and came {reached} times")
    return wrong
