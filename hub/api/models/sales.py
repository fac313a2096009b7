"""Leads, deals, tasks and pipelines, as the API shows them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel

from contracts.inbound import Consent, FormField
from contracts.pipeline import Stage
from contracts.task import TaskKind
from hub.api.amounts import Amount
from hub.api.models.touches import Touch


class LeadStatus(StrEnum):
    """How a lead stands."""

    OPEN = "open"
    QUALIFIED = "qualified"
    REJECTED = "rejected"


class DealStatus(StrEnum):
    """How a deal stands."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class TaskStatus(StrEnum):
    """How a task stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Lead(BaseModel):
    """A lead. `claimed`: whose it is rests on an address that somebody typed.

    `opened_seq` is where it stands on the log.
    """

    lead_id: UUID
    identity_id: UUID
    client_id: UUID | None
    name: str | None
    claimed: bool
    status: LeadStatus
    channel: str
    account: str
    form: str | None
    title: str | None
    assignee_id: UUID | None
    deal_id: UUID | None
    reason: str | None
    conversation_id: UUID | None
    call_id: UUID | None
    opened_at: datetime
    opened_seq: int
    closed_at: datetime | None


class Submission(BaseModel):
    """A form that was filled in; `fields` are empty where the person was erased.

    `trouble` says what of the form's definition could not be followed.
    """

    inbound: int
    form: str
    fields: list[FormField] | None
    consent: Consent | None
    page: str | None
    trouble: str | None
    channel: str
    account: str
    received_at: datetime


class LeadCard(Lead):
    """A lead opened: what was filled in, and how the client came here, the first touch first."""

    submissions: list[Submission]
    touches: list[Touch]


class Deal(BaseModel):
    """A deal. `visit` counts its stays in stages."""

    deal_id: UUID
    identity_id: UUID
    client_id: UUID | None
    name: str | None
    lead_id: UUID | None
    pipeline: str
    stage: str
    status: DealStatus
    title: str | None
    price: Amount | None
    owner_id: UUID | None
    channel: str | None
    account: str | None
    reason: str | None
    opened_at: datetime
    opened_seq: int
    stage_since: datetime
    closed_at: datetime | None
    visit: int


class Visit(BaseModel):
    """A stay in a stage. `outcome` is moved, won, lost, or empty for as long as it lasts."""

    visit: int
    stage: str
    entered_at: datetime
    left_at: datetime | None
    outcome: str | None
    to_stage: str | None


class DealCard(Deal):
    """A deal opened: its way through the stages."""

    visits: list[Visit]


class Task(BaseModel):
    """A task, with what it is about. `overdue`: it is open and its time has come."""

    task_id: UUID
    kind: TaskKind
    title: str | None
    status: TaskStatus
    assignee_id: UUID | None
    due_at: datetime | None
    overdue: bool
    outcome: str | None
    identity_id: UUID | None
    client_id: UUID | None
    name: str | None
    lead_id: UUID | None
    deal_id: UUID | None
    call_id: UUID | None
    opened_at: datetime
    opened_seq: int
    finished_at: datetime | None


class Pipeline(BaseModel):
    """A pipeline in force; its stages in their order."""

    name: str
    title: str
    stages: list[Stage]


class Rotation(BaseModel):
    """Who takes new leads, in turn; `prefer_last`: a known client goes to their last manager."""

    name: str
    employees: list[UUID]
    prefer_last: bool
