"""The hub gives a lead to somebody: what follows, and when nothing does."""

import pytest

from contracts.deal import DealAssigned
from contracts.event import Event, Subject
from contracts.ids import DealId, LeadId, derived
from contracts.lead import AssignmentRule, LeadAssigned
from hub.domain.assigning import assignment
from hub.domain.deal import Deal, DealStatus
from hub.domain.lead import Lead, LeadStatus
from tests.examples import ANNA, BORIS, GLEB

LEAD = LeadId(derived("the lead"))
DEAL = DealId(derived("the order"))
EVENT = LeadAssigned(lead_id=LEAD, employee_id=ANNA, rule=AssignmentRule.IN_TURN)
OPEN = Lead(LEAD, BORIS, LeadStatus.OPEN)
ORDERED = Lead(LEAD, BORIS, LeadStatus.QUALIFIED, deal_id=DEAL)
ORDER = Deal(DEAL, BORIS, status=DealStatus.OPEN)


def given(lead: Lead, deal: Deal | None = None) -> list[Event]:
    """The lead, and the deal that it became at once, stand so when it is given to Anna."""
    states: dict[Subject, Lead | Deal] = {Subject("lead", str(LEAD)): lead}
    if deal:
        states[Subject("deal", str(DEAL))] = deal
    return [event for _, event in assignment(EVENT, states)]


def test_an_open_lead_is_theirs() -> None:
    assert given(OPEN) == [EVENT]


def test_an_order_is_theirs_with_its_lead() -> None:
    assert given(ORDERED, ORDER) == [EVENT, DealAssigned(deal_id=DEAL, employee_id=ANNA)]


@pytest.mark.parametrize(
    ("lead", "deal"),
    [
        (Lead(LEAD, BORIS, LeadStatus.OPEN, assignee=GLEB), None),
        (Lead(LEAD, BORIS, LeadStatus.REJECTED), None),
        (Lead(), None),
        (ORDERED, Deal(DEAL, BORIS, status=DealStatus.OPEN, owner=GLEB)),
        (ORDERED, Deal(DEAL, BORIS, status=DealStatus.LOST)),
    ],
)
def test_whoever_took_or_decided_it_meanwhile_wins(lead: Lead, deal: Deal | None) -> None:
    assert given(lead, deal) == []


def test_a_lead_that_has_just_become_an_order_is_not_given_away_without_it() -> None:
    assert given(ORDERED) == []
