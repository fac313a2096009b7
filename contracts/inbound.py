"""What a channel hands over: a contact, in words that do not depend on the provider."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from contracts.ids import MessageId


class Frozen(BaseModel):
    """A value: never changed, compared by what it holds."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class AddressKind(StrEnum):
    """What kind of address a person uses."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    PHONE = "phone"
    VISITOR = "visitor"


class Strength(StrEnum):
    """How sure the provider is: it vouches for the address, or somebody merely typed it."""

    VOUCHED = "vouched"
    CLAIMED = "claimed"


class Address(Frozen):
    """An address as the channel knows it; the hub normalises it."""

    kind: AddressKind
    value: str
    name: str | None = None
    strength: Strength = Strength.VOUCHED


class InboundKind(StrEnum):
    """What arrived."""

    MESSAGE = "message"
    EDIT = "edit"
    """A message that was sent before has other words now."""
    BUTTON = "button"
    """Somebody pressed a button that we had sent."""
    UNSUPPORTED = "unsupported"
    """We have no word for it; the raw bytes are kept."""


class Machine(StrEnum):
    """Mail that no person wrote (RFC 3834): it opens nothing and is never answered."""

    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    LIST = "list"
    REPORT = "report"
    """A complaint or another report about mail (RFC 5965, RFC 8098)."""
    OWN = "own"
    """Our own mail came back to us."""


class Attachment(Frozen):
    """A file that came along. `name` is data, never a path; `size` in bytes."""

    name: str
    media_type: str
    size: int
    blob: str


class Thread(Frozen):
    """What the provider says about where this belongs.

    `chat`: the keyed digest of the provider's chat, where a chat is a conversation.
    `answers`: messages of ours, proved by our signature, that this one refers to, nearest first.
    `own`, `refs`: keyed digests of the provider's names for this message, and for those it refers
    to (an edit: the message it changes), nearest first.
    """

    chat: str | None = None
    answers: tuple[MessageId, ...] = ()
    own: str | None = None
    refs: tuple[str, ...] = ()


class Inbound(Frozen):
    """A contact.

    `provider_id` is a keyed digest, unique for ever within the account: the provider's second
    delivery of the same thing has the same one. `sender` holds every address that is known of who
    wrote, the one to answer first. `arrived_at` is the provider's clock. `reply_ref` is what the
    channel wants back when this is answered. `cursor` is where the channel goes on after a restart.
    `text` is what a person would read, `html` and `raw` are blobs. `history` marks what is older
    than the connection. `unreadable` says why `text` is missing or cut.
    """

    kind: InboundKind
    provider_id: str
    sender: tuple[Address, ...] = ()
    thread: Thread = Thread()
    arrived_at: datetime
    subject: str | None = None
    text: str = ""
    html: str | None = None
    raw: str | None = None
    attachments: tuple[Attachment, ...] = ()
    button: str | None = None
    machine: Machine | None = None
    machine_reason: str | None = None
    history: bool = False
    unreadable: str | None = None
    reply_ref: str | None = None
    cursor: str | None = None
