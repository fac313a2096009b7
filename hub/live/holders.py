"""Holders: whose card a fact is about; one question for a whole batch of facts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import text

from contracts.ids import EmployeeId
from hub.house import House
from hub.live.fact import Fact
from projections.holdings import NOBODY

Place = tuple[str, str]
"""An aggregate, and its id."""

ON_CARDS = frozenset(
    {"conversation", "client", "identity", "lead", "deal", "task", "call", "touch", "confirmation"}
)
"""Aggregates that stand on a card; a confirmation and a touch by the identity they are named for.

Facts about the others are told by their module alone.
"""

# What is on no card because it is nobody's is there; what the views do not know is not.
# A card that was taken over is the other's; a task about a lead or a deal is about whom that is.
# A task about nobody has its assignee and its maker instead of a card's holders.
_HOLDERS = text("""
WITH RECURSIVE asked AS (
    SELECT * FROM unnest(CAST(:aggregates AS text[]), CAST(:ids AS uuid[])) AS a(aggregate, id)
), up(id, client_id, absorbed_into) AS (
    SELECT a.id, c.client_id, c.absorbed_into
    FROM asked a JOIN clients c ON c.client_id = a.id WHERE a.aggregate = 'client'
    UNION
    SELECT up.id, c.client_id, c.absorbed_into
    FROM up JOIN clients c ON c.client_id = up.absorbed_into
), task AS (
    SELECT a.id, t.assignee_id, t.made_by,
        coalesce(l.identity_id, d.identity_id, t.identity_id) AS identity_id
    FROM asked a JOIN tasks t ON t.task_id = a.id
    LEFT JOIN leads l ON l.lead_id = t.lead_id
    LEFT JOIN deals d ON d.deal_id = t.deal_id
    WHERE a.aggregate = 'task'
), on_card(aggregate, id, client_id) AS (
    SELECT 'client', id, client_id FROM up WHERE absorbed_into IS NULL
    UNION ALL
    SELECT w.aggregate, w.id, k.client_id FROM (
        SELECT a.aggregate, a.id, i.identity_id
        FROM asked a JOIN inbox i ON a.aggregate = 'conversation' AND i.conversation_id = a.id
        UNION ALL
        SELECT a.aggregate, a.id, l.identity_id
        FROM asked a JOIN leads l ON a.aggregate = 'lead' AND l.lead_id = a.id
        UNION ALL
        SELECT a.aggregate, a.id, d.identity_id
        FROM asked a JOIN deals d ON a.aggregate = 'deal' AND d.deal_id = a.id
        UNION ALL
        SELECT a.aggregate, a.id, c.identity_id
        FROM asked a JOIN calls c ON a.aggregate = 'call' AND c.call_id = a.id
        UNION ALL
        SELECT 'task', id, identity_id FROM task
        UNION ALL
        SELECT aggregate, id, id FROM asked
        WHERE aggregate IN ('identity', 'touch', 'confirmation')
    ) w LEFT JOIN cards k ON k.identity_id = w.identity_id
    WHERE k.identity_id IS NOT NULL OR w.identity_id IS NULL
)
SELECT aggregate, id, CAST(NULL AS uuid) AS holder_id, 'there' AS how FROM on_card
UNION
SELECT o.aggregate, o.id, h.holder_id,
    CASE WHEN h.mentioned_id = CAST(:nobody AS uuid) THEN 'given' ELSE 'mentioned' END
FROM on_card o
JOIN cards k ON k.client_id = o.client_id
JOIN things t ON t.identity_id = k.identity_id
JOIN holdings h ON h.thing_id = t.thing_id WHERE h.holder_id IS NOT NULL
UNION
SELECT 'task', id, unnest(ARRAY[assignee_id, made_by]), 'given'
FROM task WHERE identity_id IS NULL
UNION
SELECT a.aggregate, a.id, h.before_id, 'before' FROM asked a
JOIN holdings h ON h.by_id = a.id WHERE h.before_id IS NOT NULL
""")


Held = Mapping[str, set[EmployeeId]]
"""Who was `given` something on a card, was `mentioned`, or had what it is about `before`.

`there` has nobody: only that the views know what was asked about.
"""

_UNKNOWN = frozenset({EmployeeId(NOBODY)})
"""Whose card cannot be found is told to those alone who reach everybody's."""


async def held(house: House, facts: Sequence[Fact]) -> list[Fact]:
    """The same facts with who holds their cards, as the views show them now.

    That something was given to another is for who had it, too: it leaves their lists.
    """
    places = {(one.aggregate, one.id) for one in facts if one.aggregate in ON_CARDS}
    found = await _holders(house, [one for one in places if _is_id(one[1])])
    return [_with(one, found) for one in facts]


async def _holders(house: House, places: Sequence[Place]) -> Mapping[Place, Held]:
    found: defaultdict[Place, defaultdict[str, set[EmployeeId]]] = defaultdict(_nobody)
    if not places:
        return found
    asked = {
        "aggregates": [one for one, _ in places],
        "ids": [UUID(one) for _, one in places],
        "nobody": NOBODY,
    }
    async with house.views.connect() as connection:
        for row in await connection.execute(_HOLDERS, asked):
            of = found[row.aggregate, str(row.id)][row.how]
            if row.holder_id is not None:
                of.add(EmployeeId(row.holder_id))
    return found


def _nobody() -> defaultdict[str, set[EmployeeId]]:
    return defaultdict(set)


def _is_id(said: str) -> bool:
    try:
        return str(UUID(said)) == said
    except ValueError:
        return False


def _with(fact: Fact, found: Mapping[Place, Held]) -> Fact:
    if fact.aggregate not in ON_CARDS:
        return fact
    held = found.get((fact.aggregate, fact.id))
    if held is None or "there" not in held:
        return replace(fact, holders=_UNKNOWN)
    if not held["given"]:
        return replace(fact, holders=frozenset())
    had = held["before"] if fact.handed else set()
    return replace(fact, holders=frozenset(held["given"] | held["mentioned"] | had))
