"""Assigning: what it means that a new lead is given to somebody, and that nobody was faster."""

from collections.abc import Mapping

from contracts.deal import DealAssigned
from contracts.event import Event, Subject
from contracts.lead import LeadAssigned
from hub.domain.deal import Deal, DealStatus
from hub.domain.lead import Lead, LeadStatus


def assignment(
    event: LeadAssigned, states: Mapping[Subject, Lead | Deal]
) -> list[tuple[Subject, Event]]:
    """The lead is theirs, and the deal that it became at once; `states`: where both stand.

    Nothing follows where either has been decided by now, or is somebody's.
    """
    facts: list[tuple[Subject, Event]] = []
    for subject, state in states.items():
        match state:
            case Lead(assignee=None, status=LeadStatus.OPEN | LeadStatus.QUALIFIED, deal_id=order):
                if order and Subject("deal", str(order)) not in states:
                    return []  # it has just become a deal, which has to be somebody's as well
                facts.append((subject, event))
            case Deal(deal_id=deal, owner=None, status=DealStatus.OPEN) if deal:
                facts.append((subject, DealAssigned(deal_id=deal, employee_id=event.employee_id)))
            case _:
                return []
    return facts
