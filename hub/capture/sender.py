"""Who wrote: the identities behind an inbound, before anybody knows whose they are."""

from dataclasses import dataclass
from uuid import UUID

from contracts.ids import ConversationId, NoticeId, derived
from contracts.inbound import AddressKind, InboundKind, Strength
from hub.domain.identity import Digest, Identity, identity_of
from hub.log.inbounds import Arrived

ACKNOWLEDGE = "ack:"
"""What stands before a notice's id in the data of its button."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Everything the provider vouches for, who wrote first; and what was only typed.

    `claimed` is taken for who wrote, `mentioned` is not.
    """

    identities: tuple[Identity, ...]
    claimed: tuple[Identity, ...] = ()
    mentioned: tuple[Identity, ...] = ()

    @property
    def first(self) -> Identity | None:
        """Whose words these are."""
        return self.identities[0] if self.identities else None

    @property
    def typed_mail(self) -> Identity | None:
        """The first e-mail that was typed; nobody has proved whose it is."""
        typed = (*self.claimed, *self.mentioned)
        return next((one for one in typed if one.kind is AddressKind.EMAIL), None)


def sender_of(arrived: Arrived, digest: Digest, region: str) -> Sender:
    """The identities of an inbound, each once; an address that is none is left out."""

    def found(strength: Strength) -> tuple[Identity, ...]:
        addresses = (a for a in arrived.inbound.sender if a.strength is strength)
        identities = (identity_of(address, digest, region) for address in addresses)
        return tuple({identity.id: identity for identity in identities if identity}.values())

    return Sender(found(Strength.VOUCHED), found(Strength.CLAIMED), found(Strength.MENTIONED))


def notice_pressed(arrived: Arrived) -> NoticeId | None:
    """The notice whose button was pressed."""
    data = arrived.inbound.button or ""
    if arrived.inbound.kind is not InboundKind.BUTTON or not data.startswith(ACKNOWLEDGE):
        return None
    try:
        return NoticeId(UUID(data.removeprefix(ACKNOWLEDGE)))
    except ValueError:
        return None


def chat_conversation(arrived: Arrived) -> ConversationId | None:
    """The conversation that the provider's chat is; None where chats do not make conversations."""
    chat = arrived.inbound.thread.chat
    if chat is None:
        return None
    return ConversationId(derived("conversation", arrived.channel, arrived.account, chat))
