"""A batch of inbounds decided: read, looked up, interpreted one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from contracts.event import Draft, Subject
from contracts.ids import EventId, derived
from hub.capture.binding import load_codes
from hub.capture.interpret import interpret
from hub.capture.load import load_picture
from hub.capture.load_confirmations import load_confirmations
from hub.capture.outcomes import parked
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender, sender_of
from hub.house import House
from hub.log.append import MOST
from hub.log.codec import Stored
from hub.log.inbounds import Arrived, decode_inbound
from hub.tracing.spans import Span

_FOLLOWING = 1 << 62
"""Beyond any position on the log: where facts stand that are decided and not yet written."""

_EXPECTED = frozenset({"identity", "client", "conversation", "lead", "deal", "call", "task"})

_NO_SPANS: Mapping[int, Span] = {}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Decided:
    """The events of inbounds up to `last`, and the positions on which they were decided."""

    drafts: list[Draft]
    expect: dict[Subject, int]
    last: int


async def decide(
    house: House, batch: Sequence[Stored], spans: Mapping[int, Span] = _NO_SPANS
) -> Decided:
    """What a batch means, as far as one append can hold it together with capture's position.

    What cannot be read, or breaks a rule of ours, is parked alone. `spans`: the traces that the
    events belong to, by their inbound's position.
    """
    read = {stored.seq: _read(house, stored) for stored in batch}
    arrived = [one for one in read.values() if one is not None]
    region = house.settings.phone_region
    senders = {one.seq: sender_of(one, house.secret.digest, region) for one in arrived}
    async with house.views.connect() as connection:
        picture = await load_picture(connection, arrived, list(senders.values()))
        picture.confirmations = await load_confirmations(
            house, connection, arrived, senders.values()
        )
        picture.codes = await load_codes(house, connection, arrived)
    picture.following = _FOLLOWING
    drafts, last = list[Draft](), batch[0].seq
    for stored in batch:
        one = read[stored.seq]
        facts = _unreadable(stored) if one is None else _interpret(picture, one, senders[one.seq])
        if drafts and len(drafts) + len(facts) >= MOST:
            break
        drafts += drafts_of(stored.seq, facts, spans.get(stored.seq))
        last = stored.seq
    return Decided(drafts, _expectations(picture, drafts), last)


def _read(house: House, stored: Stored) -> Arrived | None:
    try:
        return decode_inbound(stored, house.secret)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is parked and the next one is read
        log.warning("inbound.unreadable", inbound=stored.seq, reason=type(error).__name__)
        return None


def _unreadable(stored: Stored) -> list[Fact]:
    return parked_facts(stored, "not readable")


def fault_of(error: Exception) -> str:
    """Why it is parked, where nobody but us can be to blame."""
    return f"a fault of the hub: {type(error).__name__}"


def parked_facts(stored: Stored, reason: str) -> list[Fact]:
    """Put this one aside for a person to look at."""
    _, channel, account = stored.subject.split(".")
    return [parked(stored.seq, channel, account, reason)]


def _interpret(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    try:
        facts = interpret(picture, arrived, sender)
    except Exception as error:
        log.exception(
            "inbound.parked",
            inbound=arrived.seq,
            channel=arrived.channel,
            account=arrived.account,
        )
        return [parked(arrived.seq, arrived.channel, arrived.account, fault_of(error))]
    picture.learn(arrived, facts)
    return facts


def drafts_of(inbound: int, facts: Sequence[Fact], span: Span | None = None) -> list[Draft]:
    """The events of one inbound, with ids that follow from it: decided again, they are the same."""
    trace = span.header if span else None
    return [
        Draft(
            fact.subject,
            EventId(derived("capture", inbound, fact.event.event_name, fact.subject, number)),
            fact.event,
            fact.key,
            trace,
        )
        for number, fact in enumerate(facts)
    ]


def _expectations(picture: Picture, drafts: Sequence[Draft]) -> dict[Subject, int]:
    return {
        draft.subject: picture.positions.get(draft.subject, 0)
        for draft in drafts
        if draft.subject.aggregate in _EXPECTED
    }
