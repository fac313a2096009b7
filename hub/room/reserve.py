"""The reserve: what is still written when the log is full, because it tells what has happened."""

from collections.abc import Sequence

from contracts.conversation import MessageDelayed, MessageFailed, MessageSent, MessageUncertain
from contracts.event import Draft, Event
from contracts.notice import NoticeDelayed, NoticeFailed, NoticeSent
from contracts.room import StoreEased, StoreTightened

_OUTCOMES: tuple[type[Event], ...] = (
    MessageSent,
    MessageFailed,
    MessageUncertain,
    MessageDelayed,
    NoticeSent,
    NoticeFailed,
    NoticeDelayed,
    StoreTightened,
    StoreEased,
)
"""What has left the house has left it: an outcome that nobody wrote down is an uncertain one."""


def may_use_reserve(drafts: Sequence[Draft]) -> bool:
    """Whether all of these are outcomes, and few."""
    return all(isinstance(draft.event, _OUTCOMES) for draft in drafts)
