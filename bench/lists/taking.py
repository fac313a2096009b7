"""What was free is taken: afterwards only old cards are nobody's."""

from bench.lists.filling import Connection
from bench.lists.seeding import id_of
from hub.projector.statements import physical
from projections.holdings import HELD, NOBODY
from projections.inbox import INBOX

_held, _inbox = physical(HELD, 1), physical(INBOX, 1)

_HELD = f"""
UPDATE {_held} SET holder_id = $1 WHERE holder_id = '{NOBODY}'
AND identity_id IN (SELECT identity_id FROM {_inbox} WHERE last_at > '2025-11-02T09:00Z')
"""  # noqa: S608 - own names

_GIVEN = f"""
UPDATE {_inbox} SET assignee_id = $1 WHERE assignee_id IS NULL AND last_at > '2025-11-02T09:00Z'
"""  # noqa: S608 - own names


async def take_the_free(connection: Connection) -> None:
    """Of the last year; an employee who asks for nothing in the bench has it now."""
    for sql in (_HELD, _GIVEN):
        await connection.execute(sql, id_of("employee", 1))
    for table in (_held, _inbox):
        await connection.execute(f"VACUUM (ANALYZE) {table}")
