"""Leads: a client's interest, until it is qualified or rejected."""

from dataclasses import dataclass, replace
from enum import StrEnum

from contracts.event import Event, Recorded
from contracts.ids import DealId, EmployeeId, IdentityId, LeadId
from contracts.lead import (
    LeadAssigned,
    LeadAttached,
    LeadOpened,
    LeadQualified,
    LeadRejected,
    LeadReopened,
)


class LeadStatus(StrEnum):
    """How a lead stands."""

    NONE = "none"
    OPEN = "open"
    QUALIFIED = "qualified"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Lead:
    """`claimed`: whose it is rests on an address that somebody typed."""

    lead_id: LeadId | None = None
    identity_id: IdentityId | None = None
    status: LeadStatus = LeadStatus.NONE
    assignee: EmployeeId | None = None
    deal_id: DealId | None = None
    claimed: bool = False


def evolve(state: Lead, recorded: Recorded[Event]) -> Lead:
    """What an event makes of the lead."""
    match recorded.event:
        case LeadOpened() as event:
            return replace(
                state,
                lead_id=event.lead_id,
                identity_id=event.identity_id,
                status=LeadStatus.OPEN,
                claimed=event.claimed,
            )
        case LeadAttached() as event:
            return replace(state, identity_id=event.identity_id, claimed=event.claimed)
        case LeadAssigned(employee_id=employee):
            return replace(state, assignee=employee)
        case LeadQualified(deal_id=deal):
            return replace(state, status=LeadStatus.QUALIFIED, deal_id=deal)
        case LeadRejected():
            return replace(state, status=LeadStatus.REJECTED)
        case LeadReopened():
            return replace(state, status=LeadStatus.OPEN)
        case _:
            return state
