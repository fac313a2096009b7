"""A form's receipt confirmed by mail, where the operator wants that: the operator's words alone."""

from contracts.confirmation import ConfirmationQueued
from contracts.event import Subject
from contracts.ids import KeyId, NoticeId, derived
from contracts.inbound import Form
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender
from hub.domain.confirming import Verdict, verdict
from hub.domain.identity import Identity
from hub.log.inbounds import Arrived


def confirmation(
    picture: Picture, arrived: Arrived, sender: Sender, form: Form, who: Identity
) -> tuple[list[Fact], str | None]:
    """The mail to the address that was typed, and what kept it from being one.

    No position is expected on its subject: capture alone queues there, and its fence is enough.
    """
    told, typed = form.confirm, sender.typed_mail
    if told is None or typed is None or arrived.inbound.history:
        return [], None
    known = picture.confirmations
    channel = known.channels.get(told.account)
    if channel is None:
        return [], f"not confirmed: {told.account} is no account that sends mail now"
    if typed.id in known.ours:
        return [], None
    match verdict(typed.id, known.lately, known.most):
        case Verdict.LATELY:
            return [], None
        case Verdict.TOO_MANY:
            return [], f"not confirmed: {known.most} confirmations within a day are the most"
        case Verdict.YES:
            pass
    event = ConfirmationQueued(
        notice_id=NoticeId(derived("confirmation", arrived.key)),
        identity_id=typed.id,
        kind=typed.kind,
        to=typed.value,
        channel=channel,
        account=told.account,
        subject=told.subject,
        text=told.text,
    )
    return [Fact(Subject("confirmation", str(typed.id)), event, KeyId(who.id))], None
