"""Confirmations: what a visitor is told by mail of a form. One subject per address that was typed.

What becomes of one is told as of a notice: attempted, sent, delayed or failed.
"""

from contracts.event import Event, Personal
from contracts.ids import IdentityId, NoticeId
from contracts.inbound import AddressKind


class ConfirmationQueued(Event, name="confirmation.queued"):
    """The receipt of a form is to be confirmed to the address that somebody typed.

    Nobody has proved that it is theirs: `subject` and `text` are the operator's words, and none of
    the sender's. `identity_id` is that of the address, whoever the form is taken to be from.
    """

    notice_id: NoticeId
    identity_id: IdentityId
    kind: AddressKind
    to: Personal[str] = None
    channel: str
    account: str
    subject: str
    text: str
