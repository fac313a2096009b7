"""Inbounds to bytes and back: sealed whole under the month's ingest key, which needs no vault.

The id is bound to the delivery, not to its content: the same thing delivered twice is two inbounds,
and capture tells the second from the first for ever, not only within the server's window.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from contracts.ids import EventId, derived
from contracts.inbound import Inbound
from hub.log.codec import HUB_KEY, HUB_TYPE, MSG_ID, Stored
from hub.log.sealing import Secret, epoch_of, seal, unseal

TYPE = "inbound"


@dataclass(frozen=True, slots=True)
class Arrived:
    """An inbound with its place: `seq` in INBOUND, its account, `at` the log's time."""

    seq: int
    channel: str
    account: str
    at: datetime
    inbound: Inbound
    key: str = field(init=False)
    """What a second delivery of the same thing has as well."""

    def __post_init__(self) -> None:
        key = derived("inbound", self.channel, self.account, self.inbound.provider_id)
        object.__setattr__(self, "key", str(key))


def subject_of(channel: str, account: str) -> str:
    """Where the inbounds of an account stand."""
    return f"in.{channel}.{account}"


def encode_inbound(
    channel: str, account: str, inbound: Inbound, secret: Secret, at: datetime
) -> tuple[dict[str, str], bytes]:
    """Headers and body."""
    id_ = EventId(derived("inbound", channel, account, inbound.provider_id, inbound.cursor))
    epoch = epoch_of(at)
    body = seal(secret.ingest_key(epoch), inbound.model_dump_json().encode(), id_.bytes)
    return {MSG_ID: str(id_), HUB_TYPE: TYPE, HUB_KEY: epoch}, body


def decode_inbound(stored: Stored, secret: Secret) -> Arrived:
    """The inbound.

    Raises:
        ValueError: it is none, or damaged (BrokenSeal likewise).
    """
    _, channel, account = stored.subject.split(".")
    bound = UUID(stored.id)
    plain = unseal(secret.ingest_key(stored.headers.get(HUB_KEY, "")), stored.body, bound.bytes)
    inbound = Inbound.model_validate_json(plain)
    return Arrived(stored.seq, channel, account, stored.time, inbound)
