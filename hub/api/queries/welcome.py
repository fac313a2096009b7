"""Welcome: how far has this company come since it began? Read from the views, never from a flag."""

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.api.models.now import Done, Welcome
from hub.projector.columns import view_of
from projections.channels import CHANNELS
from projections.company import EMPLOYEES
from projections.inbox import INBOX

_MOST = 1_000
_A_TEAM = 2
_employees, _channels, _inbox = view_of(EMPLOYEES), view_of(CHANNELS), view_of(INBOX)


async def how_far(connection: AsyncConnection) -> Welcome:
    """What there is, and which of the first steps are done."""
    here = select(_employees.c.employee_id).where(~_employees.c.departed)
    talks = select(_inbox.c.messages).limit(_MOST)
    employees = await _counted(connection, here)
    channels = await _counted(connection, select(_channels.c.account))
    messages = await connection.scalar(select(func.sum(talks.subquery().c.messages))) or 0
    answered = select(_inbox.c.conversation_id).where(_inbox.c.answered_at.is_not(None)).limit(1)
    done = {
        "channel": channels > 0,
        "colleagues": employees >= _A_TEAM,
        "first_message": messages > 0,
        "reply": await connection.scalar(answered) is not None,
    }
    return Welcome(
        employees=employees,
        channels=channels,
        messages=min(messages, _MOST),
        steps=[Done.model_validate({"step": step, "done": is_}) for step, is_ in done.items()],
    )


async def _counted(connection: AsyncConnection, query: Select[tuple[object]]) -> int:
    return await connection.scalar(select(func.count()).select_from(query.subquery())) or 0
