"""What may be said about tasks."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from hub.api.models.chosen import ChosenId
from hub.api.moments import Moment
from hub.api.words import Body, Line

DueAt = Annotated[
    Moment | None, Field(description="With its offset; whose task it is is reminded then.")
]


class TaskBody(Body):
    """Something to do; about a lead, a deal, a card or an identity: one of them, or nothing."""

    title: Line
    assignee_id: UUID | None = None
    due_at: DueAt = None
    client_id: UUID | None = None
    identity_id: UUID | None = None
    lead_id: UUID | None = None
    deal_id: UUID | None = None
    task_id: ChosenId = None


class DueBody(Body):
    """When it is due; None: at no time."""

    due_at: DueAt


class OutcomeBody(Body):
    """What came of it."""

    outcome: Line | None = None
