"""Search: which messages hold these words, and which cards have this name or address?

Rows are found newest first without reading all that match: beside its words each row carries the
eras of the log that it stands in, so that the index alone narrows a common word to the last few
thousand events.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from contracts.client import ClientRegistered, ClientRenamed
from contracts.conversation import (
    MessageEdited,
    MessageQueued,
    MessageReceived,
    MessageWithdrawn,
    NoteAdded,
)
from contracts.event import Recorded
from contracts.identity import IdentityClaimed
from contracts.ids import ConversationId, MessageId
from contracts.inbound import AddressKind
from projections.kit import Projection, Table

ERAS = (14, 17, 20)
"""An era of each level is so many bits of positions: 16,384 events, 131,072, 1,048,576."""

_LONGEST = 50_000
"""Characters of a message that can be found: an index takes no more than a megabyte a row."""
_LONGEST_WORD = 60
_MOST_WORDS = 40
_TAILS = (10, 7, 4)
"""Somebody remembers the last digits of a number."""


def _eras() -> str:
    """The eras of `seq` as lexemes: no word has a blank in it."""
    each = (f"'{bits} ' || (seq >> {bits})::text" for bits in ERAS)
    return f"array_to_tsvector(ARRAY[{', '.join(each)}])"


TEXT_LEXEMES = f"(to_tsvector('russian', text) || {_eras()})"
"""The configuration stems Russian words as Russian, and Latin ones as English."""
NAME_LEXEMES = f"(array_to_tsvector(string_to_array(words, ' ')) || {_eras()})"


@dataclass(frozen=True, slots=True)
class TextRow:
    """What was said, subject first, as far as it can be found."""

    message_id: MessageId
    conversation_id: ConversationId
    seq: int
    text: str


TEXTS = Table(
    "search_texts",
    TextRow,
    key=("message_id",),
    indexes=(f"USING gin ({TEXT_LEXEMES})", "(seq)"),
)


def _said(subject: str | None, text: str | None) -> str:
    """A number is a word of its own, also where it is written right behind its sign."""
    whole = "\n".join(part for part in (subject, text) if part)
    return whole[:_LONGEST].replace("№", "№ ")


@TEXTS.opens(MessageReceived, key=lambda e: (e.event.message_id,))
def received(row: TextRow | None, recorded: Recorded[MessageReceived]) -> TextRow:
    """The client said something."""
    event = recorded.event
    said = _said(event.subject, event.text)
    return row or TextRow(event.message_id, event.conversation_id, recorded.seq, said)


@TEXTS.on(MessageEdited, key=lambda e: (e.event.message_id,))
def edited(row: TextRow, recorded: Recorded[MessageEdited]) -> TextRow:
    """The client put other words there."""
    return replace(row, text=_said(None, recorded.event.text))


@TEXTS.opens(MessageQueued, key=lambda e: (e.event.message_id,))
def queued(row: TextRow | None, recorded: Recorded[MessageQueued]) -> TextRow:
    """An employee answered."""
    event = recorded.event
    said = _said(event.subject, event.text)
    return row or TextRow(event.message_id, event.conversation_id, recorded.seq, said)


@TEXTS.on(MessageWithdrawn, key=lambda e: (e.event.message_id,))
def withdrawn(_: TextRow, recorded: Recorded[MessageWithdrawn]) -> None:
    """It was taken back before it went out: nobody said it."""


@TEXTS.opens(NoteAdded, key=lambda e: (e.event.message_id,))
def noted(row: TextRow | None, recorded: Recorded[NoteAdded]) -> TextRow:
    """An employee wrote something for colleagues."""
    event = recorded.event
    said = _said(None, event.text)
    return row or TextRow(event.message_id, event.conversation_id, recorded.seq, said)


@dataclass(frozen=True, slots=True)
class NameRow:
    """An identity or a card, and the words of its name and address, apart by blanks."""

    about_id: UUID
    seq: int
    words: str


NAMES = Table(
    "search_names",
    NameRow,
    key=("about_id",),
    indexes=(f"USING gin ({NAME_LEXEMES})", "(seq)"),
)


def name_words(name: str) -> list[str]:
    """The words of a name as they are compared: no case, ё as е, nothing but letters and digits."""
    found = re.findall(r"\w+", name[:_LONGEST].casefold().replace("ё", "е"))
    return [word[:_LONGEST_WORD] for word in found[:_MOST_WORDS]]


def _address_words(kind: AddressKind, value: str | None) -> Iterator[str]:
    match kind:
        case AddressKind.PHONE if value:
            digits = value.removeprefix("+")
            yield from (digits, *(digits[-length:] for length in _TAILS))
        case AddressKind.EMAIL | AddressKind.TELEGRAM if value:
            yield from name_words(value)
        case _:
            return


def _words(*words: str) -> str:
    return " ".join(dict.fromkeys(words))


@NAMES.opens(IdentityClaimed, key=lambda e: (e.event.identity_id,))
def claimed(row: NameRow | None, recorded: Recorded[IdentityClaimed]) -> NameRow:
    """An address was seen for the first time."""
    event = recorded.event
    address = _address_words(event.kind, event.value)
    words = _words(*name_words(event.name or ""), *address)
    return row or NameRow(event.identity_id, recorded.seq, words)


@NAMES.opens(ClientRegistered, key=lambda e: (e.event.client_id,))
def registered(row: NameRow | None, recorded: Recorded[ClientRegistered]) -> NameRow:
    """A card was opened."""
    event = recorded.event
    return row or NameRow(event.client_id, recorded.seq, _words(*name_words(event.name or "")))


@NAMES.opens(ClientRenamed, key=lambda e: (e.event.client_id,))
def renamed(_: NameRow | None, recorded: Recorded[ClientRenamed]) -> NameRow:
    """A person wrote another name; a card that was parted from another has its first one now."""
    event = recorded.event
    return NameRow(event.client_id, recorded.seq, _words(*name_words(event.name or "")))


search = Projection(
    "search",
    version=1,
    question="Which messages hold these words, and which cards have this name or address?",
    tables=(TEXTS, NAMES),
)
