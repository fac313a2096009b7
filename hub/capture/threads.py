"""Where does it belong: the conversation of a message, and what follows from its arrival."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.conversation import (
    ClockStarted,
    ClockStep,
    ConversationOpened,
    MessageReceived,
    Threaded,
    ThreadRule,
)
from contracts.event import Event, Subject
from contracts.ids import ClockId, ConversationId, KeyId, MessageId, derived
from hub.capture.picture import Fact, Picture
from hub.capture.sender import chat_conversation
from hub.domain.conversation import Status
from hub.domain.identity import Identity
from hub.domain.working_time import due_times
from hub.log.inbounds import Arrived


@dataclass(frozen=True, slots=True)
class Place:
    """The conversation of a message, why it is that one, and whether it begins with it."""

    conversation_id: ConversationId
    threaded: Threaded
    new: bool


def find_place(picture: Picture, arrived: Arrived, who: Identity) -> Place:
    """The provider's chat; else what it answers, within the mailbox and its participants; else new.

    Whoever quotes a conversation without taking part in it opens one of their own, which says what
    was quoted: a reference is no key to somebody else's words.
    """
    chat = chat_conversation(arrived)
    if chat is not None:
        new = picture.conversation(chat).status is Status.NONE
        return Place(chat, Threaded(rule=ThreadRule.CHAT), new)
    quoted = None
    for rule, id_ in _candidates(picture, arrived):
        if _same_account(picture, id_, arrived) and takes_part(picture, id_, who):
            return Place(id_, Threaded(rule=rule, suggests=quoted), new=False)
        quoted = quoted or id_
    new_id = ConversationId(derived("conversation", arrived.key))
    return Place(new_id, Threaded(rule=ThreadRule.NEW, suggests=quoted), new=True)


def _candidates(picture: Picture, arrived: Arrived) -> Iterator[tuple[ThreadRule, ConversationId]]:
    thread = arrived.inbound.thread
    for answer in thread.answers:
        if answer in picture.places:
            yield ThreadRule.SIGNED, picture.places[answer]
    for ref in thread.refs:
        row = picture.references.get(ref)
        if row and row.conversation_id:
            yield ThreadRule.REFERENCE, row.conversation_id


def _same_account(picture: Picture, id_: ConversationId, arrived: Arrived) -> bool:
    return picture.conversation(id_).account == arrived.account


def takes_part(picture: Picture, id_: ConversationId, who: Identity) -> bool:
    """Whether this is the conversation's client, by the same address or another on their card."""
    theirs = picture.conversation(id_).identity_id
    if theirs is None:
        return False
    card = picture.cards.get(who.id)
    return theirs == who.id or (card is not None and picture.cards.get(theirs) == card)


def message_facts(picture: Picture, arrived: Arrived, who: Identity, place: Place) -> list[Fact]:
    """The conversation opened if it is new, the message, and a clock if nobody waits there yet."""
    message = MessageId(derived("message", arrived.key))
    subject = Subject("conversation", str(place.conversation_id))
    events: list[Event] = []
    if place.new:
        events.append(_opened(arrived, who, place))
    events.append(_received(arrived, who, place, message))
    events += _clock(picture, arrived, place, message)
    return [Fact(subject, event, KeyId(who.id)) for event in events]


def _opened(arrived: Arrived, who: Identity, place: Place) -> ConversationOpened:
    return ConversationOpened(
        conversation_id=place.conversation_id,
        identity_id=who.id,
        channel=arrived.channel,
        account=arrived.account,
        chat=arrived.inbound.thread.chat,
        subject=arrived.inbound.subject,
    )


def _received(arrived: Arrived, who: Identity, place: Place, message: MessageId) -> MessageReceived:
    inbound = arrived.inbound
    return MessageReceived(
        conversation_id=place.conversation_id,
        message_id=message,
        identity_id=who.id,
        inbound=arrived.seq,
        key=arrived.key,
        text=inbound.text,
        subject=inbound.subject,
        html=inbound.html,
        raw=inbound.raw,
        attachments=inbound.attachments or None,
        reply_ref=inbound.reply_ref,
        own=inbound.thread.own,
        arrived_at=inbound.arrived_at,
        machine=inbound.machine,
        history=inbound.history,
        unreadable=inbound.unreadable,
        threaded=place.threaded,
    )


def _clock(
    picture: Picture, arrived: Arrived, place: Place, message: MessageId
) -> list[ClockStarted]:
    """From the oldest unanswered inbound: a second one starts none. Never for what a machine wrote.

    The provider's clock says since when, for mail may have waited while the hub was away; it is not
    believed where it lies in the future.
    """
    row, policy, working = picture.policy, picture.policy_in_force, picture.working
    silent = arrived.inbound.machine or arrived.inbound.history
    waits = picture.conversation(place.conversation_id).waiting.running
    if silent or waits or row is None or policy is None or working is None:
        return []
    since = min(arrived.inbound.arrived_at, arrived.at)
    due = due_times(policy, working, since)
    steps = [
        ClockStep(due_at=at, level=step.level, via=step.via)
        for at, step in zip(due, policy.steps, strict=True)
    ]
    return [
        ClockStarted(
            conversation_id=place.conversation_id,
            clock_id=ClockId(derived("clock", message)),
            message_id=message,
            waiting_since=since,
            steps=tuple(steps),
            spacing_seconds=policy.spacing_seconds,
            on_duty=policy.on_duty,
            policy=row.seq,
        )
    ]
