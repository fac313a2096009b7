"""Labels: words by which conversations are found; those that differ in case alone are one."""

from dataclasses import dataclass

from contracts.conversation import ConversationLabelled, ConversationUnlabelled
from contracts.errors import Conflict, Invalid
from contracts.event import Event
from contracts.ids import ConversationId
from hub.domain.conversation import Conversation

LONGEST_LABEL = 40
MOST_LABELS = 50


@dataclass(frozen=True, slots=True)
class Label:
    """Hang a word on it."""

    label: str


@dataclass(frozen=True, slots=True)
class Unlabel:
    """Take a word off."""

    label: str


def label(state: Conversation, id_: ConversationId, command: Label) -> list[Event]:
    """The fact, unless the word hangs there.

    Raises:
        Invalid: it is no word, or a novel.
        Conflict: there hang too many already.
    """
    word = plain(command.label)
    if _hanging(state, word) is not None:
        return []
    if len(state.labels) >= MOST_LABELS:
        raise Conflict(f"{MOST_LABELS} labels hang on it already: take one off first")
    return [ConversationLabelled(conversation_id=id_, label=word)]


def unlabel(state: Conversation, id_: ConversationId, command: Unlabel) -> list[Event]:
    """The fact, unless no such word hangs there.

    Raises:
        Invalid: it is no word, or a novel.
    """
    hanging = _hanging(state, plain(command.label))
    return [] if hanging is None else [ConversationUnlabelled(conversation_id=id_, label=hanging)]


def plain(word: str) -> str:
    """The word on one line, without the space around it and within it more than once.

    Raises:
        Invalid: nothing is left of it, too much is, or something nobody can see.
    """
    word = " ".join(word.split())
    if not 0 < len(word) <= LONGEST_LABEL:
        raise Invalid(f"a label has 1 to {LONGEST_LABEL} characters", field="label")
    if not word.isprintable():
        raise Invalid("there is a character in it that cannot be seen", field="label")
    return word


def _hanging(state: Conversation, word: str) -> str | None:
    return next((one for one in state.labels if one.casefold() == word.casefold()), None)
