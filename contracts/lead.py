"""Leads: a client's interest, until it is qualified or rejected."""

from enum import StrEnum

from contracts.event import Event, Personal
from contracts.ids import CallId, ConversationId, DealId, EmployeeId, IdentityId, LeadId
from contracts.inbound import Attachment, Consent, FormField


class LeadOpened(Event, name="lead.opened"):
    """Somebody is interested. `title` are their first words, or what else there is to read.

    `claimed`: whose it is rests on an address that somebody typed. One of `conversation_id`,
    `call_id` and `form` says where it came from.
    """

    lead_id: LeadId
    identity_id: IdentityId
    channel: str
    account: str
    claimed: bool = False
    title: Personal[str] = None
    conversation_id: ConversationId | None = None
    call_id: CallId | None = None
    form: str | None = None


class FormReceived(Event, name="form.received"):
    """A form was filled in; a second one of the same client stands on the lead that is open.

    `inbound` is the position in INBOUND, `key` recognises a second delivery for ever. `trouble`
    says what of the form's definition could not be followed.
    """

    lead_id: LeadId
    identity_id: IdentityId
    inbound: int
    key: str
    channel: str
    account: str
    form: str
    fields: Personal[tuple[FormField, ...]] = None
    attachments: Personal[tuple[Attachment, ...]] = None
    consent: Personal[Consent] = None
    page: Personal[str] = None
    trouble: str | None = None


class LeadAttached(Event, name="lead.attached"):
    """The lead is another identity's: a claim was wrong, was confirmed, or a person knew better."""

    lead_id: LeadId
    identity_id: IdentityId
    claimed: bool = False
    by: str


class AssignmentRule(StrEnum):
    """Why a lead is whose it is."""

    BY_HAND = "by_hand"
    LAST_MANAGER = "last_manager"
    """The client's last manager, who is at work."""
    IN_TURN = "in_turn"
    """Whose turn it was among those at work."""


class LeadAssigned(Event, name="lead.assigned"):
    """Somebody is to work on it, or (None) nobody in person."""

    lead_id: LeadId
    employee_id: EmployeeId | None
    rule: AssignmentRule = AssignmentRule.BY_HAND


class LeadQualified(Event, name="lead.qualified"):
    """It is worth pursuing; `deal_id` is the deal it became, if any."""

    lead_id: LeadId
    deal_id: DealId | None = None


class LeadRejected(Event, name="lead.rejected"):
    """It is not worth pursuing."""

    lead_id: LeadId
    reason: str


class LeadReopened(Event, name="lead.reopened"):
    """It is open again after all."""

    lead_id: LeadId
