"""Below: whose cards a head reaches: those who report to them, and whose teams they lead."""

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import EmployeeId

# UNION, not UNION ALL: a circle in the reporting line ends where it began.
_BELOW = text("""
WITH RECURSIVE below(head_id, employee_id) AS (
    SELECT CAST(head AS uuid), CAST(head AS uuid) FROM unnest(CAST(:heads AS uuid[])) AS head
    UNION
    SELECT below.head_id, next.employee_id FROM below JOIN LATERAL (
        SELECT employee_id FROM employees WHERE employees.head_id = below.employee_id
        UNION ALL
        SELECT CAST(member AS uuid) FROM teams, jsonb_array_elements_text(members) AS member
        WHERE teams.lead_id = below.employee_id
    ) AS next ON true
)
SELECT head_id, employee_id FROM below
""")


async def below(
    connection: AsyncConnection, heads: Collection[EmployeeId]
) -> dict[EmployeeId, frozenset[EmployeeId]]:
    """For each whom they reach, themselves included; also who has left: their cards stay."""
    if not heads:
        return {}
    found: dict[EmployeeId, set[EmployeeId]] = {head: {head} for head in heads}
    for row in await connection.execute(_BELOW, {"heads": list(heads)}):
        found[EmployeeId(row.head_id)].add(EmployeeId(row.employee_id))
    return {head: frozenset(theirs) for head, theirs in found.items()}
