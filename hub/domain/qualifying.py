"""What may be done with a lead: decide, nothing else."""

from dataclasses import dataclass

from contracts.errors import Conflict, NotFound
from contracts.event import Event
from contracts.ids import DealId, EmployeeId, IdentityId, LeadId
from contracts.lead import (
    AssignmentRule,
    LeadAssigned,
    LeadAttached,
    LeadQualified,
    LeadRejected,
    LeadReopened,
)
from hub.domain.lead import Lead, LeadStatus
from hub.domain.words import reason_of


@dataclass(frozen=True, slots=True)
class AttachLead:
    """It is another identity's."""

    identity_id: IdentityId
    claimed: bool
    by: str


@dataclass(frozen=True, slots=True)
class ConfirmLead:
    """What was only claimed is so."""

    by: str


@dataclass(frozen=True, slots=True)
class AssignLead:
    """Make somebody work on it, or nobody."""

    employee_id: EmployeeId | None
    rule: AssignmentRule = AssignmentRule.BY_HAND


@dataclass(frozen=True, slots=True)
class QualifyLead:
    """It is worth pursuing; with the deal it becomes."""

    deal_id: DealId | None = None


@dataclass(frozen=True, slots=True)
class RejectLead:
    """It is not worth pursuing."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReopenLead:
    """It is open after all."""


Command = AttachLead | ConfirmLead | AssignLead | QualifyLead | RejectLead | ReopenLead


def decide(state: Lead, command: Command) -> list[Event]:
    """The facts that follow from a command; none where it has been done already.

    Raises:
        NotFound: there is no such lead.
        Conflict: it cannot be done in this state.
        Invalid: a reason is missing or too long.
    """
    id_, identity = state.lead_id, state.identity_id
    if id_ is None or identity is None:
        raise NotFound("there is no such lead")
    match command:
        case AttachLead(identity_id=other, claimed=claimed, by=by):
            return _attach(state, id_, other, claimed=claimed, by=by)
        case ConfirmLead(by=by):
            return _attach(state, id_, identity, claimed=False, by=by)
        case AssignLead():
            return _assign(state, id_, command)
        case QualifyLead(deal_id=deal):
            return _qualify(state, id_, deal)
        case RejectLead(reason=reason):
            return _reject(state, id_, reason)
        case ReopenLead():
            return _reopen(state, id_)


def _attach(
    state: Lead, id_: LeadId, identity: IdentityId, *, claimed: bool, by: str
) -> list[Event]:
    if (state.identity_id, state.claimed) == (identity, claimed):
        return []
    return [LeadAttached(lead_id=id_, identity_id=identity, claimed=claimed, by=by)]


def _assign(state: Lead, id_: LeadId, command: AssignLead) -> list[Event]:
    if state.assignee == command.employee_id:
        return []
    if state.status is LeadStatus.REJECTED:
        raise Conflict("this lead was rejected: reopen it first")
    return [LeadAssigned(lead_id=id_, employee_id=command.employee_id, rule=command.rule)]


def _qualify(state: Lead, id_: LeadId, deal: DealId | None) -> list[Event]:
    """A lead that was qualified without a deal may still become one."""
    if state.status is LeadStatus.REJECTED:
        raise Conflict("this lead was rejected: reopen it first")
    if state.status is LeadStatus.QUALIFIED and deal in {None, state.deal_id}:
        return []
    if state.deal_id is not None:
        raise Conflict("this lead has become a deal already")
    return [LeadQualified(lead_id=id_, deal_id=deal)]


def _reject(state: Lead, id_: LeadId, reason: str) -> list[Event]:
    why = reason_of(reason)
    if state.status is LeadStatus.QUALIFIED:
        raise Conflict("this lead was qualified: reopen it, or lose its deal")
    if state.status is LeadStatus.REJECTED:
        return []
    return [LeadRejected(lead_id=id_, reason=why)]


def _reopen(state: Lead, id_: LeadId) -> list[Event]:
    if state.status is LeadStatus.OPEN:
        return []
    if state.deal_id is not None:
        raise Conflict("this lead has become a deal: reopen that")
    return [LeadReopened(lead_id=id_)]
