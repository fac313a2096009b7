"""What a notice is about, looked up when it is sent: no client's name or word stands in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.event import Subject
from contracts.ids import ConversationId, IdentityId
from contracts.inbound import AddressKind
from contracts.notice import Alarm, Tiding, TidingKind
from contracts.task import TaskKind
from hub.domain.pipeline import Pipeline, in_force
from hub.projector.columns import view_of
from hub.views.read import rows_of, states
from projections.cards import CARDS
from projections.clients import CLIENTS
from projections.deals import DEALS
from projections.inbox import INBOX
from projections.leads import LEADS
from projections.stores import CROSSINGS, CrossingRow
from projections.tasks import TASKS


@dataclass(frozen=True, slots=True)
class Matter:
    """What it is about, as it stands now; None for what nobody knows, or what was erased."""

    who: str | None = None
    channel: str | None = None
    title: str | None = None
    call_back: bool = False
    due_at: datetime | None = None
    stage: str | None = None
    crossing: CrossingRow | None = None


@dataclass(frozen=True, slots=True)
class Matters:
    """Everything that a notice speaks of."""

    conversations: Mapping[ConversationId, Matter] = field(default_factory=dict)
    others: Mapping[UUID, Matter] = field(default_factory=dict)

    def waiting(self, alarm: Alarm) -> Matter:
        """Who waits."""
        return self.conversations.get(alarm.conversation_id, Matter())

    def of(self, tiding: Tiding) -> Matter:
        """The lead, the task, the deal or the store."""
        return self.others.get(tiding.about_id, Matter())


async def load_matters(
    connection: AsyncConnection, alarms: Collection[Alarm], tidings: Collection[Tiding]
) -> Matters:
    """What these are about; what is not there is left out."""
    about = {
        kind: {tiding.about_id for tiding in tidings if tiding.kind is kind} for kind in TidingKind
    }
    return Matters(
        await _conversations(connection, {alarm.conversation_id for alarm in alarms}),
        {
            **await _leads(connection, about[TidingKind.LEAD]),
            **await _tasks(connection, about[TidingKind.TASK]),
            **await _deals(connection, about[TidingKind.DEAL]),
            **await _stores(connection, about[TidingKind.STORE]),
        },
    )


async def _conversations(
    connection: AsyncConnection, ids: Collection[ConversationId]
) -> dict[ConversationId, Matter]:
    found = await rows_of(connection, INBOX, "conversation_id", ids)
    names = await _names(connection, {row.identity_id for row in found})
    return {row.conversation_id: Matter(names.get(row.identity_id), row.channel) for row in found}


async def _leads(connection: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, Matter]:
    found = await rows_of(connection, LEADS, "lead_id", ids)
    names = await _names(connection, {row.identity_id for row in found})
    return {
        row.lead_id: Matter(names.get(row.identity_id), row.channel, row.title) for row in found
    }


async def _tasks(connection: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, Matter]:
    found = await rows_of(connection, TASKS, "task_id", ids)
    names = await _names(connection, {row.identity_id for row in found if row.identity_id})
    return {
        row.task_id: Matter(
            who=names.get(row.identity_id) if row.identity_id else None,
            title=row.title,
            call_back=row.kind is TaskKind.CALL_BACK,
            due_at=row.due_at,
        )
        for row in found
    }


async def _deals(connection: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, Matter]:
    found = await rows_of(connection, DEALS, "deal_id", ids)
    names = await _names(connection, {row.identity_id for row in found})
    subjects = {Subject("pipeline", row.pipeline) for row in found}
    pipelines = {subject.id: state for subject, _, state in await states(connection, subjects)}
    return {
        row.deal_id: Matter(
            who=names.get(row.identity_id),
            title=row.title,
            stage=_stage(row.pipeline, row.stage, pipelines),
        )
        for row in found
    }


async def _stores(connection: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, Matter]:
    """How full they were when it was said: what has changed since is another tiding."""
    found = await rows_of(connection, CROSSINGS, "crossing_id", ids)
    return {row.crossing_id: Matter(crossing=row) for row in found}


def _stage(pipeline: str, stage: str, states: Mapping[str, Pipeline]) -> str:
    """Its title; its name where the pipeline has it no more."""
    stages = in_force(pipeline, states.get(pipeline, Pipeline())).stages
    return next((one.title for one in stages if one.name == stage), stage)


async def _names(
    connection: AsyncConnection, identities: Collection[IdentityId]
) -> dict[IdentityId, str | None]:
    """What people are called: by the address they used, on their card; else a number or mail."""
    if not identities:
        return {}
    cards, clients = view_of(CARDS), view_of(CLIENTS)
    readable = cards.c.kind.in_([AddressKind.PHONE, AddressKind.EMAIL])
    name = func.coalesce(cards.c.name, clients.c.name, case((readable, cards.c.value)))
    query = (
        select(cards.c.identity_id, name.label("name"))
        .outerjoin(clients, clients.c.client_id == cards.c.client_id)
        .where(cards.c.identity_id.in_(identities))
    )
    return {row.identity_id: row.name for row in await connection.execute(query)}
