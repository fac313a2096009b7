"""What a channel is: a way to reach people. It knows one provider, and of ours nothing but this.

`yield` is the acknowledgement: `receive` goes on only when the hub has the inbound in the log, so
what stands after the yield acknowledges upstream.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel

from contracts.ids import MessageId
from contracts.inbound import Address, AddressKind, Frozen, Inbound


class Button(Frozen):
    """A button below a message: what it says, and the word that comes back when it is pressed."""

    label: str
    data: str


class Enclosure(Frozen):
    """A file that goes along. `name` is data, never a path."""

    name: str
    media_type: str
    content: bytes


class Outbound(Frozen):
    """A message to somebody, in words, files or both.

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
    attachments: tuple[Enclosure, ...] = ()


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


class WebRequest(Frozen):
    """A request to a channel that is called: to `/hooks/<account>/<path>`.

    `url` is the whole address as the caller wrote it, query included (signatures cover it);
    `headers` have lower-case names, in their order; `remote` is the caller's IP address.
    """

    method: str
    path: str
    url: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    remote: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in lower case."""
        return next((value for key, value in self.headers if key == name), None)


class WebAnswer(Frozen):
    """What the caller is told."""

    status: int
    body: bytes = b""
    media_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class WebCall(Protocol):
    """Somebody waits for an answer: the first one counts; without any they are told to retry."""

    @property
    def request(self) -> WebRequest:
        """What was asked."""
        ...

    def answer(self, answer: WebAnswer) -> None:
        """Answer it; after the `yield` of its inbound, that is an acknowledgement."""
        ...


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


@runtime_checkable
class Media(Protocol):
    """A channel whose provider keeps recordings."""

    @property
    def media_hosts(self) -> frozenset[str]:
        """Where the operator lets them be fetched, besides `Manifest.media_hosts`.

        `host`, `host:port` (443 else), or `.domain` for every host below it.
        """
        ...

    def media(self, url: str) -> tuple[str, dict[str, str]]:
        """How to ask for a recording: its URL, perhaps in a better format, and the headers.

        Raises:
            Misconfigured, Undeliverable: it cannot be asked for.
        """
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

    @property
    def takes_files(self) -> bool:
        """Whether there is room for attachments; without it a channel takes words alone."""
        ...

    def calls(self) -> AsyncIterator[WebCall]:
        """The requests to this account, for a channel whose manifest says that it is `called`."""
        ...

    def digest(self, *parts: str | bytes) -> str:
        """A keyed digest of these parts: 32 hexadecimal digits that tell an outsider nothing."""
        ...

    def now(self) -> datetime:
        """The time, in UTC."""
        ...


S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True)
class FileLimits:
    """What files a message may bring out: `count` of them, `size` bytes in all.

    `text`: how many characters may stand beside them; None: as many as without.
    """

    count: int
    size: int
    text: int | None = None


@dataclass(frozen=True)
class Manifest:
    """What a channel can do. `text_limit` in characters.

    `attachments`: files come in with what arrives; `files`: what files it brings out (None: none).
    `called`: it does not ask its provider, the provider calls it (`Host.calls`). `sends`: it can
    bring a message out. `media_hosts`: where its recordings may be fetched; others never are.
    """

    name: str
    title: str
    identity_kinds: tuple[AddressKind, ...]
    text_limit: int
    threads: bool = False
    buttons: bool = False
    edits: bool = False
    attachments: bool = False
    files: FileLimits | None = None
    called: bool = False
    sends: bool = True
    media_hosts: frozenset[str] = field(default_factory=frozenset)
    secrets: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Provider(Generic[S]):
    """What stands behind the entry point `omnihub.channels`: a manifest, its settings, the door.

    `settings` is a pydantic model; its schema is the operator's form. `open` does no I/O and
    needs no running loop. `warm` does what is slow about it and changes nothing, such as an import:
    who stands by has it done already.
    """

    manifest: Manifest
    settings: type[S]
    open: Callable[[S, Host], Channel]
    warm: Callable[[], object] = bool
