"""Loading what capture has to know of leads, deals, calls and tasks."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.event import Subject
from contracts.ids import IdentityId
from contracts.inbound import Form
from contracts.pipeline import SALES
from contracts.task import TaskKind
from hub.capture.employees import tiding_subjects
from hub.capture.load_calls import load_calls, take_states
from hub.capture.picture import Picture
from hub.domain.lead import LeadStatus
from hub.domain.task import TaskStatus
from hub.log.inbounds import Arrived
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.deals import DEALS
from projections.leads import LEADS
from projections.tasks import TASKS


async def load_interest(
    connection: AsyncConnection, picture: Picture, arrived: Sequence[Arrived]
) -> None:
    """Who has asked or bought before, what is open, and the calls that are told of."""
    await load_calls(connection, picture, arrived)
    identities = {id_ for card in picture.clients.values() for id_ in card.identities}
    identities |= picture.cards.keys()
    subjects = await _of_clients(connection, picture, identities)
    subjects |= await _call_backs(connection, arrived, identities)
    subjects |= {Subject("pipeline", name) for name in _pipelines(arrived)}
    subjects |= {s for notice in picture.notices.values() for s in tiding_subjects(notice)}
    await take_states(connection, picture, subjects)
    told = {task.call_id for task in picture.interest.tasks.values() if task.call_id}
    missing = told - picture.interest.calls.keys()
    await take_states(connection, picture, {Subject("call", str(call)) for call in missing})


async def _of_clients(
    connection: AsyncConnection, picture: Picture, identities: set[IdentityId]
) -> set[Subject]:
    """Their open leads; whoever has had a lead or a deal is known for it."""
    leads = await rows_of(connection, LEADS, "identity_id", identities)
    deals = await rows_of(connection, DEALS, "identity_id", identities)
    picture.interest.buyers |= {row.identity_id for row in leads}
    picture.interest.buyers |= {row.identity_id for row in deals}
    return {Subject("lead", str(row.lead_id)) for row in leads if row.status == LeadStatus.OPEN}


async def _call_backs(
    connection: AsyncConnection, arrived: Sequence[Arrived], identities: set[IdentityId]
) -> set[Subject]:
    """Where somebody calls: every call that waits to be returned, and its task."""
    if not any(one.inbound.call for one in arrived):
        return set()
    view = view_of(TASKS)
    query = select(view).where(
        view.c.identity_id.in_(identities),
        view.c.kind == TaskKind.CALL_BACK,
        view.c.status == TaskStatus.OPEN,
    )
    waiting = await rows(connection, TASKS, query)
    calls = {Subject("call", str(row.call_id)) for row in waiting if row.call_id}
    return calls | {Subject("task", str(row.task_id)) for row in waiting}


def _pipelines(arrived: Sequence[Arrived]) -> set[str]:
    forms: list[Form] = [one.inbound.form for one in arrived if one.inbound.form]
    return {form.pipeline or SALES for form in forms}
