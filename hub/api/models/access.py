"""Access, as the API shows it: roles, teams, oneself, who read what, what whom is allowed."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hub.access.modules import Level, Module, Scope
from hub.access.policy import Action
from hub.settings import Language


class GrantShown(BaseModel):
    """What a role gives in one module."""

    model_config = ConfigDict(from_attributes=True)

    level: Level
    scope: Scope


class Me(BaseModel):
    """Who asks, and everything they may do. `undo_seconds`: how long an answer waits for them."""

    employee_id: UUID | None
    name: str
    role: str
    role_title: str
    grants: dict[Module, GrantShown]
    actions: list[Action]
    language: Language
    undo_seconds: int
    totp: bool
    signed_in_by: Literal["session", "token"]


class RoleShown(BaseModel):
    """A role; a module that is not among the grants gives nothing."""

    role: str
    title: str
    ready_made: bool
    grants: dict[Module, GrantShown]


class RolesShown(BaseModel):
    """Every role."""

    items: list[RoleShown]


class Team(BaseModel):
    """Who works together; `lead_id` reaches what they hold."""

    model_config = ConfigDict(from_attributes=True)

    team_id: UUID
    name: str
    lead_id: UUID | None
    members: list[UUID]


class Teams(BaseModel):
    """Every team, by name."""

    items: list[Team]


class Departed(BaseModel):
    """How much was handed over, and the position up to which it stands on the log."""

    seq: int
    conversations: int
    leads: int
    deals: int
    tasks: int


class Reader(BaseModel):
    """Who opened a card: an employee, or a token that is nobody's in person (`reader` names it).

    `hours`: in how many different hours.
    """

    model_config = ConfigDict(from_attributes=True)

    employee_id: UUID | None
    reader: str
    first_at: datetime
    last_at: datetime
    hours: int


class Readers(BaseModel):
    """Those of a card, who was there last stands first."""

    items: list[Reader]


class Cell(BaseModel):
    """What a role gets at an operation: for what is theirs, and for what is a colleague's.

    `forbidden` (403), `hidden` (404: as if it were not there), `left out` (of a list, or a count).
    None: the operation is about no card. What nobody holds is everybody's own.
    """

    role: str
    own: Literal["allowed", "forbidden"]
    foreign: Literal["allowed", "forbidden", "hidden", "left out"] | None


class Operation(BaseModel):
    """An operation of the API, and what each role gets there."""

    method: str
    path: str
    action: Action
    cells: list[Cell]


class Matrix(BaseModel):
    """Every operation."""

    operations: list[Operation]
