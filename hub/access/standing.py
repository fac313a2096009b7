"""Standing: on which identity an object stands, by the parameter of a path that names it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, Subquery, func, select

from hub.projector.columns import view_of
from projections.calls import CALLS
from projections.cards import CARDS
from projections.clients import CLIENTS
from projections.deals import DEALS
from projections.inbox import INBOX
from projections.leads import LEADS
from projections.tasks import TASKS
from projections.thread import THREAD

_inbox, _thread, _calls, _cards = view_of(INBOX), view_of(THREAD), view_of(CALLS), view_of(CARDS)
_clients, _leads, _deals, _tasks = view_of(CLIENTS), view_of(LEADS), view_of(DEALS), view_of(TASKS)

Id = UUID | BindParameter[UUID]
"""Which object: said at once, or when the question is asked."""

Of = Callable[[Id], Select[Any]]


def _row(identity: ColumnElement[Any], name: ColumnElement[Any]) -> Of:
    return lambda id_: select(identity.label("identity_id")).where(name == id_)


def _message(id_: Id) -> Select[Any]:
    """A message stands where its conversation does."""
    talk = _inbox.c.conversation_id == _thread.c.conversation_id
    of = select(_inbox.c.identity_id).join_from(_thread, _inbox, talk)
    return of.where(_thread.c.message_id == id_)


def _client(id_: Id) -> Select[Any]:
    """Any identity of the card; of one that another has taken over, of that other."""
    up = select(_clients.c.client_id, _clients.c.absorbed_into).where(_clients.c.client_id == id_)
    chain = up.cte("up", recursive=True)
    above = select(_clients.c.client_id, _clients.c.absorbed_into)
    chain = chain.union(above.join(chain, _clients.c.client_id == chain.c.absorbed_into))
    last = chain.outerjoin(_cards, _cards.c.client_id == chain.c.client_id)
    of = select(_cards.c.identity_id).select_from(last).where(chain.c.absorbed_into.is_(None))
    return of.limit(1)


def _task(id_: Id) -> Select[Any]:
    """A task about a lead or a deal is about whom that is now."""
    whose = func.coalesce(_leads.c.identity_id, _deals.c.identity_id, _tasks.c.identity_id)
    of = select(whose.label("identity_id"), _tasks.c.assignee_id, _tasks.c.made_by)
    joined = of.outerjoin_from(_tasks, _leads, _leads.c.lead_id == _tasks.c.lead_id)
    joined = joined.outerjoin(_deals, _deals.c.deal_id == _tasks.c.deal_id)
    return joined.where(_tasks.c.task_id == id_)


ON_CARDS: dict[str, Of] = {
    "conversation_id": _row(_inbox.c.identity_id, _inbox.c.conversation_id),
    "message_id": _message,
    "client_id": _client,
    "identity_id": _row(_cards.c.identity_id, _cards.c.identity_id),
    "lead_id": _row(_leads.c.identity_id, _leads.c.lead_id),
    "deal_id": _row(_deals.c.identity_id, _deals.c.deal_id),
    "call_id": _row(_calls.c.identity_id, _calls.c.call_id),
    "task_id": _task,
}
"""Parameters that name something on a card: it has to be in reach."""

ON_NO_CARD: dict[str, str] = {
    "attribute": "within its card",
    "account": "an account of a channel: the company's",
    "campaign": "the company's",
    "canned_id": "the company's",
    "digest": "an address of an employee, within that employee",
    "employee_id": "a colleague: the action, or the route, says whose",
    "escalation_id": "within its conversation",
    "label": "within its conversation",
    "name": "of a token or a projection: the company's",
    "number": "of a file, within its message",
    "pipeline": "the company's",
    "role": "the company's",
    "seq": "a place on the log: only who keeps inbounds",
    "session_id": "the route lets nobody but its owner",
    "team_id": "the company's",
    "upload_id": "the route lets nobody but who put it there",
    "view_id": "the route lets nobody but its owner change it",
}
"""Every other parameter, and why no card has to be in reach for it."""


def standing(parameter: str, id_: Id) -> Subquery:
    """`identity_id` (NULL: nobody's) of the object; no row where there is none."""
    return ON_CARDS[parameter](id_).subquery("found")
