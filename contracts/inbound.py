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
    """Typed by somebody: whoever has this address is probably who wrote."""
    MENTIONED = "mentioned"
    """Typed by somebody, and the operator does not want it to be taken for who wrote."""


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
    FORM = "form"
    """Somebody filled in a form: `form` says what."""
    CALL = "call"
    """News of a call: `call` says which, and what."""
    VISIT = "visit"
    """Somebody came to the site from a campaign: `touches` say from where."""
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


class Touch(Frozen):
    """A marketing contact as the site or the link tells it; what it means is decided by capture.

    `visitor`: the keyed digest of the browser's own random name. `code`: what stood in a
    messenger's deep link. `landing`, `referrer`: URLs.
    """

    at: datetime
    landing: str | None = None
    referrer: str | None = None
    utm_source: str | None = None
    utm_medium: str | None = None
    utm_campaign: str | None = None
    utm_content: str | None = None
    utm_term: str | None = None
    gclid: str | None = None
    yclid: str | None = None
    fbclid: str | None = None
    ad_id: str | None = None
    code: str | None = None
    visitor: str | None = None


class FormField(Frozen):
    """What was written in a field; `label` as the visitor saw it."""

    name: str
    label: str
    value: str


class Consent(Frozen):
    """Consent to the processing of personal data (152-FZ, article 9): to which words, when, whence.

    `address` is the IP address it came from.
    """

    version: str
    text: str
    at: datetime
    address: str | None = None


class Opens(StrEnum):
    """What a form opens."""

    LEAD = "lead"
    DEAL = "deal"


class Confirmation(Frozen):
    """What the operator has a visitor told by mail: fixed words, through an account of the hub."""

    account: str
    subject: str
    text: str


class Form(Frozen):
    """A form that was filled in. `pipeline` and `stage`: where its deal begins (None: the first).

    `page` is where it stood. `confirm`: its receipt is confirmed to the e-mail that was typed.
    """

    name: str
    fields: tuple[FormField, ...] = ()
    consent: Consent | None = None
    opens: Opens = Opens.LEAD
    pipeline: str | None = None
    stage: str | None = None
    page: str | None = None
    confirm: Confirmation | None = None


class CallPhase(StrEnum):
    """What is told of a call; news may come in any order."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"
    MISSED = "missed"
    """It ended, and nobody had answered."""
    RECORDED = "recorded"
    """There is a recording."""


class Direction(StrEnum):
    """Who called whom."""

    IN = "in"
    OUT = "out"


class CallNews(Frozen):
    """News of a call. `call`: the keyed digest of the provider's name for it.

    `at` is when it happened, by the provider's clock; `line` is our number, `extension` the
    colleague's; `duration_seconds` how long they spoke; `recording` its URL at the provider.
    """

    call: str
    phase: CallPhase
    direction: Direction
    at: datetime
    line: str | None = None
    extension: str | None = None
    duration_seconds: int | None = None
    recording: str | None = None


class Inbound(Frozen):
    """A contact.

    `provider_id` is a keyed digest, unique for ever within the account: the provider's second
    delivery of the same thing has the same one. `sender` holds every address that is known of who
    wrote, the one to answer first. `arrived_at` is the provider's clock. `reply_ref` is what the
    channel wants back when this is answered. `cursor` is where the channel goes on after a restart.
    `text` is what a person would read, `html` and `raw` are blobs. `history` marks what is older
    than the connection. `unreadable` says why `text` is missing or cut. `touches` are in the order
    in which they happened.
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
    form: Form | None = None
    call: CallNews | None = None
    touches: tuple[Touch, ...] = ()
    reply_ref: str | None = None
    cursor: str | None = None
