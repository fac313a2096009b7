"""The client's last manager: who dealt with anybody on the client's card most recently?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Select,
    Text,
    cast,
    func,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.event import Subject
from contracts.ids import EmployeeId, IdentityId
from hub.folds.aggregates import AGGREGATES
from hub.projector.columns import view_of
from projections.cards import CARDS
from projections.deals import DEALS
from projections.inbox import INBOX
from projections.leads import LEADS
from projections.thread import THREAD


async def last_manager(connection: AsyncConnection, client: IdentityId) -> EmployeeId | None:
    """Whoever had their lead, holds their deal or conversation, or answered: the latest of all."""
    dealings = _dealings(await _same_card(connection, client)).subquery()
    query = select(dealings.c.employee_id).order_by(dealings.c.seq.desc()).limit(1)
    found = await connection.scalar(query)
    return EmployeeId(found) if found else None


async def _same_card(connection: AsyncConnection, client: IdentityId) -> list[IdentityId]:
    cards = view_of(CARDS)
    card = select(cards.c.client_id).where(cards.c.identity_id == client).scalar_subquery()
    found = await connection.execute(select(cards.c.identity_id).where(cards.c.client_id == card))
    return [client, *(IdentityId(row.identity_id) for row in found)]


def _dealings(clients: Sequence[IdentityId]) -> CompoundSelect[Any]:
    """Employees, each with a position on the log at which they dealt with these."""
    deals, inbox = view_of(DEALS), view_of(INBOX)
    return union_all(
        _had(clients),
        _holds("deal", deals.c.deal_id, deals.c.owner_id, deals.c.identity_id.in_(clients)),
        _holds(
            "conversation",
            inbox.c.conversation_id,
            inbox.c.assignee_id,
            inbox.c.identity_id.in_(clients),
        ),
        _answered(clients),
    )


def _had(clients: Sequence[IdentityId]) -> Select[Any]:
    """Their leads' assignees, since they are it."""
    leads = view_of(LEADS)
    query = select(leads.c.assignee_id.label("employee_id"), leads.c.assigned_seq.label("seq"))
    return query.where(leads.c.identity_id.in_(clients), leads.c.assignee_id.is_not(None))


def _holds(
    aggregate: str, id_: Column[Any], holder: Column[Any], theirs: ColumnElement[bool]
) -> Select[Any]:
    """Whoever holds a deal or a conversation, as of the last thing that happened there."""
    histories = view_of(AGGREGATES)
    subject = func.concat(str(Subject(aggregate, "")), cast(id_, Text))
    query = select(holder.label("employee_id"), histories.c.seq)
    joined = query.join(histories, histories.c.subject == subject)
    return joined.where(theirs, holder.is_not(None))


def _answered(clients: Sequence[IdentityId]) -> Select[Any]:
    """Whoever answered them, as of the answer."""
    thread, inbox = view_of(THREAD), view_of(INBOX)
    query = select(thread.c.by.label("employee_id"), thread.c.seq)
    joined = query.join(inbox, inbox.c.conversation_id == thread.c.conversation_id)
    answers = (thread.c.direction == "out") & thread.c.by.is_not(None)
    return joined.where(inbox.c.identity_id.in_(clients), answers)
