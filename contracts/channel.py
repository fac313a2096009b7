"""What a channel is: a way to reach people. It knows one provider, and of ours nothing but this.

`yield` is the acknowledgement: `receive` goes on only when the hub has the inbound in the log, so
what stands after the yield acknowledges upstream.
"""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from contracts.ids import MessageId
from contracts.inbound import Address, AddressKind, Frozen, Inbound


class Button(Frozen):
    """A button below a message: what it says, and the word that comes back when it is pressed."""

    label: str
    data: str


class Outbound(Frozen):
    """A message to somebody.

    `id` stays the same over all attempts. `reply_ref` is what the channel gave with the message
    that is answered. `automatic` marks what no person wrote: the channel marks it so upstream.
    """

    id: MessageId
    to: Address
    text: str
    subject: str | None = None
    reply_ref: str | None = None
    buttons: tuple[Button, ...] = ()
    automatic: bool = False


class Receipt(Frozen):
    """The provider took it. `provider_id` is its name for the message, `own` the keyed digest."""

    provider_id: str | None = None
    own: str | None = None


class State(StrEnum):
    """How a channel is."""

    UP = "up"
    DOWN = "down"


class Health(Frozen):
    """How a channel is, in words; `remedy` says what to do when it is down."""

    state: State
    message: str = ""
    remedy: str | None = None


class Channel(Protocol):
    """An open account of a provider.

    Every method raises only errors of `contracts.errors`: `Transient` (the hub tries again),
    `Undeliverable`, `Uncertain` (from `send` alone), `Misconfigured` (the account is paused).
    """

    def receive(self) -> AsyncGenerator[Inbound]:
        """What arrives, in order; ends never, raises when the connection does."""
        ...

    async def send(self, message: Outbound) -> Receipt:
        """Hand a message to the provider, once."""
        ...

    async def health(self) -> Health:
        """Ask the provider whether the account works; for tests of the settings and for status."""
        ...

    async def close(self) -> None:
        """Let go of every connection; `receive` ends."""
        ...


class Host(Protocol):
    """What the hub offers to a channel."""

    @property
    def account(self) -> str:
        """The account's name, as the operator gave it."""
        ...

    @property
    def connected_at(self) -> datetime:
        """When the account was connected; what is older is history."""
        ...

    @property
    def cursor(self) -> str | None:
        """The cursor of the last inbound in the log, or None."""
        ...

    async def keep(self, raw: bytes) -> str:
        """Put bytes into the blob store, sealed; returns the blob's address."""
        ...

    def digest(self, *parts: str | bytes) -> str:
        """A keyed digest of these parts: 32 hexadecimal digits that tell an outsider nothing."""
        ...

    def now(self) -> datetime:
        """The time, in UTC."""
        ...


S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True)
class Manifest:
    """What a channel can do. `text_limit` in characters."""

    name: str
    title: str
    identity_kinds: tuple[AddressKind, ...]
    text_limit: int
    threads: bool = False
    buttons: bool = False
    edits: bool = False
    attachments: bool = False
    secrets: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Provider(Generic[S]):
    """What stands behind the entry point `omnihub.channels`: a manifest, its settings, the door.

    `settings` is a pydantic model; its schema is the operator's form. `open` does no I/O and
    needs no running loop.
    """

    manifest: Manifest
    settings: type[S]
    open: Callable[[S, Host], Channel]
