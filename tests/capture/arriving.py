"""Inbounds as channels would hand them over, by the constant cast."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from contracts.company import REPLY_POLICY, CalendarSet, Interval, PolicySet, Step
from contracts.event import Event
from contracts.ids import KeyId
from contracts.inbound import (
    Address,
    AddressKind,
    CallNews,
    CallPhase,
    Direction,
    Form,
    FormField,
    Inbound,
    InboundKind,
    Strength,
    Thread,
    Touch,
)
from hub.capture.decide import drafts_of
from hub.capture.interpret import interpret
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender, sender_of
from hub.domain.identity import Digest, identity_of
from hub.domain.working_time import WorkingTime
from hub.log.inbounds import Arrived
from hub.log.sealing import Secret
from projections.company import PolicyRow
from tests.examples import GLEB, NOON

SECRET = Secret(bytes(range(32)))
ROUND_THE_CLOCK = CalendarSet(
    name="always", timezone="UTC", week=((Interval(start=time(0), end=time(0)),),) * 7
)
POLICY = PolicySet(
    name=REPLY_POLICY, calendar="always", steps=(Step(after_seconds=600, level=0),), on_duty=GLEB
)


def telegram(number: int) -> Address:
    return Address(kind=AddressKind.TELEGRAM, value=str(number))


def mail(name: str) -> Address:
    return Address(kind=AddressKind.EMAIL, value=f"{name}@example.org")


BORIS_CHATS, BORIS_MAILS = telegram(1), mail("boris")
VERA_CHATS, VERA_MAILS = telegram(2), mail("vera")
GLEB_CHATS = telegram(3)

FIRST_CONTACT = [
    "identity.claimed",
    "client.registered",
    "conversation.opened",
    "message.received",
    "clock.started",
    "lead.opened",
]


def chat(id_: str, who: Address = BORIS_CHATS, *also: Address, **more: Any) -> Inbound:
    """A message in a chat."""
    return _inbound(id_, (who, *also), Thread(chat=f"chat {who.value}", own=f"own {id_}"), **more)


def letter(id_: str, who: Address = BORIS_MAILS, *refs: str, **more: Any) -> Inbound:
    """A mail that refers to others by their Message-ID."""
    refs_ = tuple(f"own {ref}" for ref in refs)
    thread = Thread(own=f"own {id_}", refs=refs_, answers=more.pop("answers", ()))
    return _inbound(id_, (who, *more.pop("also", ())), thread, **more)


def edit(id_: str, of: str, who: Address = BORIS_CHATS, **more: Any) -> Inbound:
    """Other words for a message in a chat."""
    thread = Thread(chat=f"chat {who.value}", own=f"own {of}", refs=(f"own {of}",))
    return _inbound(id_, (who,), thread, kind=InboundKind.EDIT, **more)


def typed(kind: AddressKind, value: str, strength: Strength = Strength.CLAIMED) -> Address:
    """An address that somebody wrote into a form."""
    return Address(kind=kind, value=value, name="Boris", strength=strength)


BORIS_PHONE = Address(kind=AddressKind.PHONE, value="+79161234567")
PHONE_TYPED = typed(AddressKind.PHONE, "8 (916) 123-45-67")
MAIL_TYPED = typed(AddressKind.EMAIL, "boris@example.org")


def filled(id_: str, *who: Address, **more: Any) -> Inbound:
    """A form that asks for a call back, filled in."""
    fields = (FormField(name="phone", label="Phone", value="8 (916) 123-45-67"),)
    said = {"form": Form(name="callback", fields=fields), "text": "Phone: 8 (916)"} | more
    return _inbound(id_, who or (PHONE_TYPED,), Thread(), kind=InboundKind.FORM, **said)


def visit(id_: str, *touches: Touch) -> Inbound:
    """Somebody came to the site."""
    return _inbound(id_, (), Thread(), kind=InboundKind.VISIT, touches=touches)


def news(
    id_: str,
    phase: CallPhase,
    minutes: int = 0,
    call: str = "c1",
    direction: Direction = Direction.IN,
    **more: Any,
) -> Inbound:
    """What the exchange tells of a call with Boris, so many minutes after noon."""
    who = more.pop("who", (BORIS_PHONE,))
    at = NOON + timedelta(minutes=minutes)
    told = CallNews(call=call, phase=phase, direction=direction, at=at, **more)
    return _inbound(id_, who, Thread(), kind=InboundKind.CALL, call=told, text="")


def button(id_: str, who: Address, data: str) -> Inbound:
    """A button pressed."""
    return _inbound(id_, (who,), Thread(), kind=InboundKind.BUTTON, button=data)


def _inbound(id_: str, sender: Sequence[Address], thread: Thread, **more: Any) -> Inbound:
    said: dict[str, Any] = {
        "kind": InboundKind.MESSAGE,
        "arrived_at": NOON,
        "text": "?",
        "cursor": id_,
    } | more
    return Inbound(provider_id=id_, sender=tuple(sender), thread=thread, **said)


def picture(*, policy: bool = True) -> Picture:
    """A company with a policy, and nobody who ever wrote."""
    steps = POLICY.steps
    row = PolicyRow("main", 1, "always", steps, POLICY.on_duty, POLICY.spacing_seconds)
    working = WorkingTime(ROUND_THE_CLOCK)
    return Picture(policy=row, working=working, following=1) if policy else Picture(following=1)


def arrived(inbound: Inbound, seq: int, account: str = "shop") -> Arrived:
    return Arrived(seq, "telegram", account, NOON, inbound)


def sender(one: Arrived) -> Sender:
    return sender_of(one, SECRET.digest, "RU")


def identity(address: Address, digest: Digest = SECRET.digest) -> KeyId:
    found = identity_of(address, digest)
    assert found is not None
    return KeyId(found.id)


def said(
    known: Picture, *inbounds: Inbound, account: str = "shop", after: int = 0
) -> list[list[Event]]:
    """What each of these means, one after the other; the picture learns."""
    told: list[list[Event]] = []
    for seq, inbound in enumerate(inbounds, after + 1):
        one = arrived(inbound, seq, account)
        facts: list[Fact] = interpret(known, one, sender(one))
        assert len({draft.id for draft in drafts_of(seq, facts)}) == len(facts)
        known.learn(one, facts)
        told.append([fact.event for fact in facts])
    return told


def names(events: Sequence[Event]) -> list[str]:
    """The wire names, in order."""
    return [event.event_name for event in events]


def only(events: Sequence[Event], kind: type[Any]) -> Any:
    """The one event of this kind."""
    (found,) = (event for event in events if isinstance(event, kind))
    return found
