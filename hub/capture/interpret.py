"""What an inbound means: pure. Every inbound leaves a fact that says what became of it."""

from contracts.capture import AsideReason
from contracts.conversation import MessageBounced, MessageEdited
from contracts.event import Subject
from contracts.ids import ConversationId, KeyId, MessageId
from contracts.inbound import InboundKind, Machine
from hub.capture.binding import binding_facts, code_of
from hub.capture.calls import call_facts
from hub.capture.cards import card_facts
from hub.capture.employees import from_employee
from hub.capture.forms import form_facts
from hub.capture.leads import first_lead
from hub.capture.outcomes import aside, parked, repeated
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender
from hub.capture.threads import find_place, message_facts, takes_part
from hub.capture.touches import touch_facts, visit_facts
from hub.domain.identity import Identity
from hub.log.inbounds import Arrived


def interpret(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    """The facts that follow from an inbound, given what is known."""
    first = picture.seen.get(arrived.key)
    if first is not None:
        return [repeated(arrived, first)]
    inbound = arrived.inbound
    match inbound.kind:
        case InboundKind.FORM:
            return form_facts(picture, arrived, sender)
        case InboundKind.CALL:
            return call_facts(picture, arrived, sender)
        case InboundKind.VISIT:
            return visit_facts(arrived)
        case _:
            return _message(picture, arrived, sender)


def _message(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    inbound = arrived.inbound
    if inbound.kind is InboundKind.UNSUPPORTED:
        return [aside(arrived, AsideReason.UNSUPPORTED, inbound.unreadable)]
    if code_of(arrived):
        return binding_facts(picture, arrived, sender)
    if inbound.machine:
        return _from_machine(picture, arrived, sender)
    employee = picture.bindings.get(sender.first.id) if sender.first else None
    if employee:
        return from_employee(picture, arrived, employee)
    if inbound.kind is InboundKind.BUTTON:
        return [aside(arrived, AsideReason.STALE_BUTTON)]
    if sender.first is None:
        return [parked(arrived.seq, arrived.channel, arrived.account, "no address of a sender")]
    return _from_client(picture, arrived, sender, sender.first)


def _from_client(picture: Picture, arrived: Arrived, sender: Sender, who: Identity) -> list[Fact]:
    if arrived.inbound.kind is InboundKind.EDIT:
        edit = _edit(picture, arrived, who)
        if edit:
            return [edit]
    cards = card_facts(picture, arrived, sender)
    place = find_place(picture, arrived, who)
    messages = message_facts(picture, arrived, who, place)
    lead = first_lead(picture, arrived, sender, place.conversation_id)
    return [*cards, *messages, *lead, *touch_facts(arrived, who.id)]


def _edit(picture: Picture, arrived: Arrived, who: Identity) -> Fact | None:
    """The new words of a message that we have; None where we never had it."""
    for ref in arrived.inbound.thread.refs:
        row = picture.references.get(ref)
        if row and row.conversation_id and takes_part(picture, row.conversation_id, who):
            event = MessageEdited(
                conversation_id=row.conversation_id,
                message_id=row.message_id,
                inbound=arrived.seq,
                key=arrived.key,
                text=arrived.inbound.text,
                attachments=arrived.inbound.attachments or None,
                unreadable=arrived.inbound.unreadable,
            )
            return Fact(Subject("conversation", str(row.conversation_id)), event, KeyId(who.id))
    return None


def _from_machine(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    """Mail that no person wrote opens nothing; it is noted where it clearly belongs."""
    inbound = arrived.inbound
    if inbound.machine is Machine.BOUNCE:
        bounced = _bounced(picture, arrived)
        return [bounced] if bounced else [_machine_aside(arrived)]
    if inbound.machine is Machine.AUTO_REPLY and sender.first:
        place = find_place(picture, arrived, sender.first)
        if not place.new and sender.first.id not in picture.bindings:
            claims = card_facts(picture, arrived, sender)
            return [*claims, *message_facts(picture, arrived, sender.first, place)]
    return [_machine_aside(arrived)]


def _machine_aside(arrived: Arrived) -> Fact:
    return aside(arrived, AsideReason.MACHINE, arrived.inbound.machine)


def _bounced(picture: Picture, arrived: Arrived) -> Fact | None:
    """Only our own signature proves that a bounce speaks of a message of ours."""
    for answer in arrived.inbound.thread.answers:
        conversation = picture.places.get(answer)
        if conversation:
            return _bounce(arrived, conversation, answer)
    return None


def _bounce(arrived: Arrived, conversation: ConversationId, message: MessageId) -> Fact:
    event = MessageBounced(
        conversation_id=conversation,
        message_id=message,
        inbound=arrived.seq,
        key=arrived.key,
        reason=arrived.inbound.machine_reason,
    )
    return Fact(Subject("conversation", str(conversation)), event)
