"""People who write as in a messenger: many once, some often; short words, and a few long ones."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from bench.raw import Message
from contracts.ids import ConversationId, derived
from contracts.inbound import Address, AddressKind, Inbound, InboundKind, Thread
from hub.log.inbounds import encode_inbound, subject_of
from hub.log.sealing import Secret

CHANNEL, ACCOUNT = "telegram", "shop"

_BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
_WORDS = ("добрый", "день", "подскажите", "сколько", "стоит", "доставка", "завтра", "спасибо")
_KINDS = (InboundKind.MESSAGE, InboundKind.EDIT, InboundKind.UNSUPPORTED, InboundKind.BUTTON)
_SHARES = (92, 4, 2, 2)


def contacts(count: int, people: int, seed: int) -> Iterator[Inbound]:
    """So many contacts, the same for the same seed; one in fifty is delivered twice."""
    random = Random(seed)
    last: dict[int, str] = {}
    for number in range(count):
        who = int(people * random.random() ** 2)
        kind = random.choices(_KINDS, _SHARES)[0]
        again = random.random() < 0.02 and number > 0
        yield contact(number - again, who, said(random), kind, last.get(who), cursor=number)
        last[who] = f"own {number}"


def said(random: Random) -> str:
    """A few words, seldom many."""
    return " ".join(random.choices(_WORDS, k=min(80, 3 + int(random.expovariate(0.12)))))


def contact(
    number: int,
    who: int,
    text: str,
    kind: InboundKind = InboundKind.MESSAGE,
    before: str | None = None,
    *,
    cursor: int | None = None,
) -> Inbound:
    """The n-th contact, by this person; an edit changes what they said `before`."""
    refs = (before,) if kind is InboundKind.EDIT and before else ()
    address = Address(kind=AddressKind.TELEGRAM, value=str(1000 + who), name=f"Клиент {who}")
    return Inbound(
        kind=kind,
        provider_id=f"provided {number}",
        sender=(address,),
        thread=Thread(chat=chat(who), own=f"own {number}", refs=refs),
        arrived_at=_BEGIN + timedelta(seconds=number),
        text=text,
        button="stale" if kind is InboundKind.BUTTON else None,
        cursor=str(number if cursor is None else cursor),
    )


def chat(who: int) -> str:
    """The provider's chat with a person."""
    return f"chat {who}"


def conversation(who: int) -> ConversationId:
    """The conversation that this chat becomes."""
    return ConversationId(derived("conversation", CHANNEL, ACCOUNT, chat(who)))


def sealed(inbound: Inbound, secret: Secret, at: datetime) -> Message:
    """As the channel puts it on the log."""
    headers, body = encode_inbound(CHANNEL, ACCOUNT, inbound, secret, at)
    return Message(subject_of(CHANNEL, ACCOUNT), headers, body)
