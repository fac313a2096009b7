"""What may be done with a lead; given again, a command changes nothing."""

from functools import reduce

import pytest

from contracts.errors import Conflict, Invalid, NotFound
from contracts.lead import LeadAttached, LeadQualified, LeadReopened
from hub.domain.lead import Lead, LeadStatus, evolve
from hub.domain.qualifying import (
    AssignLead,
    AttachLead,
    Command,
    ConfirmLead,
    QualifyLead,
    RejectLead,
    ReopenLead,
    decide,
)
from tests.domain.sales import DEAL, LEAD, OTHER_DEAL, lead
from tests.examples import ANNA, BORIS, VERA, story

REJECT = RejectLead("не клиент")
CLAIMED = LeadAttached(lead_id=LEAD, identity_id=BORIS, claimed=True, by="capture")


def given(*commands: Command) -> Lead:
    state = lead()
    for command in commands:
        state = reduce(evolve, story(*decide(state, command)), state)
    return state


@pytest.mark.parametrize(
    "command",
    [
        AttachLead(VERA, claimed=True, by="employee:anna"),
        AssignLead(ANNA),
        QualifyLead(DEAL),
        QualifyLead(),
        REJECT,
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_command_that_is_given_twice_is_done_once(command: Command) -> None:
    assert len(decide(given(), command)) == 1
    assert decide(given(command), command) == []


@pytest.mark.parametrize(
    ("before", "command"),
    [
        (REJECT, QualifyLead()),
        (REJECT, AssignLead(ANNA)),
        (QualifyLead(), REJECT),
        (QualifyLead(DEAL), QualifyLead(OTHER_DEAL)),
        (QualifyLead(DEAL), ReopenLead()),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_contradicts_what_was_decided_is_refused(before: Command, command: Command) -> None:
    with pytest.raises(Conflict):
        decide(given(before), command)


@pytest.mark.parametrize("before", [REJECT, QualifyLead()])
def test_what_has_become_no_deal_can_be_reopened(before: Command) -> None:
    assert decide(given(before), ReopenLead()) == [LeadReopened(lead_id=LEAD)]
    assert given(before, ReopenLead()).status is LeadStatus.OPEN


def test_a_lead_that_is_open_cannot_be_reopened() -> None:
    assert decide(given(), ReopenLead()) == []


def test_a_lead_that_was_qualified_may_become_a_deal_later() -> None:
    state = given(QualifyLead())

    assert decide(state, QualifyLead(DEAL)) == [LeadQualified(lead_id=LEAD, deal_id=DEAL)]


def test_a_claim_that_is_confirmed_is_a_claim_no_more() -> None:
    (event,) = decide(lead(CLAIMED), ConfirmLead("employee:anna"))

    assert event == LeadAttached(lead_id=LEAD, identity_id=BORIS, claimed=False, by="employee:anna")
    assert decide(lead(CLAIMED, event), ConfirmLead("employee:anna")) == []


@pytest.mark.parametrize("reason", ["", " \n", "x" * 501])
def test_a_lead_is_not_rejected_without_a_reason_that_can_be_read(reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        decide(given(), RejectLead(reason))

    assert refused.value.field == "reason"


def test_a_lead_that_never_was_cannot_be_worked_with() -> None:
    with pytest.raises(NotFound):
        decide(Lead(), QualifyLead())
