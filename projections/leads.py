"""Leads: which leads are there, whose are they, what was filled in, and whose turn is it?"""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.event import Recorded
from contracts.ids import CallId, ConversationId, DealId, EmployeeId, IdentityId, LeadId
from contracts.inbound import Attachment, Consent, FormField
from contracts.lead import (
    AssignmentRule,
    FormReceived,
    LeadAssigned,
    LeadAttached,
    LeadOpened,
    LeadQualified,
    LeadRejected,
    LeadReopened,
)
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead. `status` is open, qualified or rejected; the `_seq` are positions on the log.

    `claimed`: whose it is rests on an address that somebody typed.
    """

    lead_id: LeadId
    identity_id: IdentityId
    claimed: bool
    status: str
    channel: str
    account: str
    form: str | None
    title: str | None
    assignee_id: EmployeeId | None
    assigned_seq: int | None
    deal_id: DealId | None
    reason: str | None
    conversation_id: ConversationId | None
    call_id: CallId | None
    opened_at: datetime
    opened_seq: int
    closed_at: datetime | None


LEADS = Table(
    "leads",
    LeadRow,
    key=("lead_id",),
    indexes=(
        "(status, opened_seq)",
        "(opened_seq)",
        "(assignee_id, opened_seq)",
        "(opened_at)",
        "(identity_id)",
        "(opened_seq) WHERE status = 'open' AND assignee_id IS NULL",
    ),
)


@LEADS.opens(LeadOpened, key=lambda e: (e.event.lead_id,))
def opened(row: LeadRow | None, recorded: Recorded[LeadOpened]) -> LeadRow:
    """Somebody is interested."""
    event = recorded.event
    return row or LeadRow(
        lead_id=event.lead_id,
        identity_id=event.identity_id,
        claimed=event.claimed,
        status="open",
        channel=event.channel,
        account=event.account,
        form=event.form,
        title=event.title,
        assignee_id=None,
        assigned_seq=None,
        deal_id=None,
        reason=None,
        conversation_id=event.conversation_id,
        call_id=event.call_id,
        opened_at=recorded.at,
        opened_seq=recorded.seq,
        closed_at=None,
    )


@LEADS.on(LeadAttached, key=lambda e: (e.event.lead_id,))
def attached(row: LeadRow, recorded: Recorded[LeadAttached]) -> LeadRow:
    """It is another identity's."""
    event = recorded.event
    return replace(row, identity_id=event.identity_id, claimed=event.claimed)


@LEADS.on(LeadAssigned, key=lambda e: (e.event.lead_id,))
def assigned(row: LeadRow, recorded: Recorded[LeadAssigned]) -> LeadRow:
    """Somebody is to work on it, or nobody in person."""
    return replace(row, assignee_id=recorded.event.employee_id, assigned_seq=recorded.seq)


@LEADS.on(LeadQualified, key=lambda e: (e.event.lead_id,))
def qualified(row: LeadRow, recorded: Recorded[LeadQualified]) -> LeadRow:
    """It is worth pursuing."""
    deal = recorded.event.deal_id
    return replace(row, status="qualified", deal_id=deal, reason=None, closed_at=recorded.at)


@LEADS.on(LeadRejected, key=lambda e: (e.event.lead_id,))
def rejected(row: LeadRow, recorded: Recorded[LeadRejected]) -> LeadRow:
    """It is not."""
    return replace(row, status="rejected", reason=recorded.event.reason, closed_at=recorded.at)


@LEADS.on(LeadReopened, key=lambda e: (e.event.lead_id,))
def reopened(row: LeadRow, _: Recorded[LeadReopened]) -> LeadRow:
    """It is open after all."""
    return replace(row, status="open", reason=None, closed_at=None)


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A form that was filled in; `inbound` is its position in INBOUND.

    `trouble` says what of the form's definition could not be followed.
    """

    inbound: int
    lead_id: LeadId
    identity_id: IdentityId
    channel: str
    account: str
    form: str
    fields: tuple[FormField, ...] | None
    consent: Consent | None
    page: str | None
    trouble: str | None
    received_at: datetime
    attachments: tuple[Attachment, ...] = ()


SUBMISSIONS = Table("submissions", SubmissionRow, key=("inbound",), indexes=("(lead_id)",))


@SUBMISSIONS.opens(FormReceived, key=lambda e: (e.event.inbound,))
def submitted(row: SubmissionRow | None, recorded: Recorded[FormReceived]) -> SubmissionRow:
    """A form was filled in."""
    event = recorded.event
    return row or SubmissionRow(
        inbound=event.inbound,
        lead_id=event.lead_id,
        identity_id=event.identity_id,
        channel=event.channel,
        account=event.account,
        form=event.form,
        fields=event.fields,
        consent=event.consent,
        page=event.page,
        trouble=event.trouble,
        received_at=recorded.at,
        attachments=event.attachments or (),
    )


@dataclass(frozen=True, slots=True)
class TurnRow:
    """When somebody last got a lead that the hub gave them: a position on the log."""

    employee_id: EmployeeId
    last_seq: int


TURNS = Table("turns", TurnRow, key=("employee_id",))


def _given(recorded: Recorded[LeadAssigned]) -> Key | None:
    event = recorded.event
    by_hand = event.rule is AssignmentRule.BY_HAND
    return None if by_hand or event.employee_id is None else (event.employee_id,)


@TURNS.opens(LeadAssigned, key=_given)
def had_a_turn(_: TurnRow | None, recorded: Recorded[LeadAssigned]) -> TurnRow:
    """Whoever had the last one is the last in line."""
    (employee,) = _given(recorded) or ()
    return TurnRow(employee, recorded.seq)


leads = Projection(
    "leads",
    version=2,
    question="Which leads are there, whose are they, and whose turn is it?",
    tables=(LEADS, SUBMISSIONS, TURNS),
)
