"""What the sender says of an attempt: one story for answers, alarms and confirmations."""

from dataclasses import dataclass
from datetime import datetime

from contracts.channel import Receipt
from contracts.confirmation import ConfirmationQueued
from contracts.conversation import (
    MessageAttempted,
    MessageDelayed,
    MessageFailed,
    MessageQueued,
    MessageSent,
    MessageUncertain,
)
from contracts.errors import Misconfigured, Transient, Uncertain, Undeliverable
from contracts.event import Event
from contracts.notice import (
    NoticeAttempted,
    NoticeDelayed,
    NoticeFailed,
    NoticeQueued,
    NoticeSent,
)
from hub.domain.delivery import DELAYS, retry_at
from hub.sender.outbox import Going

ALARM_TRIES = 8
"""An alarm that did not get through by then has failed: the next step of the chain tells others."""

CONFIRMATION_TRIES = 7
"""Twenty minutes, which is what grey lists ask for: nobody waits for a confirmation."""


@dataclass(frozen=True, slots=True)
class Story:
    """The facts of one attempt at one message."""

    event: Going
    attempt: int
    now: datetime

    def attempted(self) -> Event:
        """It is about to be handed over."""
        if isinstance(self.event, NoticeQueued | ConfirmationQueued):
            return NoticeAttempted(notice_id=self.event.notice_id, attempt=self.attempt)
        return MessageAttempted(
            conversation_id=self.event.conversation_id,
            message_id=self.event.message_id,
            attempt=self.attempt,
        )

    def sent(self, receipt: Receipt) -> Event:
        """The provider took it."""
        if isinstance(self.event, NoticeQueued | ConfirmationQueued):
            return NoticeSent(notice_id=self.event.notice_id, attempt=self.attempt, own=receipt.own)
        return MessageSent(
            conversation_id=self.event.conversation_id,
            message_id=self.event.message_id,
            attempt=self.attempt,
            own=receipt.own,
        )

    def went_wrong(self, error: Exception) -> Event:
        """What an error means: tried again, failed, or nobody can say."""
        match error:
            case Undeliverable():
                return self._failed(str(error))
            case Misconfigured():
                return self._delayed(error.message, None)
            case Transient():
                return self._delayed(str(error), error.retry_after)
            case Uncertain():
                return self.unknown(str(error))
            case _:
                return self.unknown(f"a fault of the hub: {type(error).__name__}")

    def unknown(self, reason: str) -> Event:
        """It may have arrived. Only an alarm is repeated blindly: it had better come twice."""
        if isinstance(self.event, NoticeQueued):
            return self._delayed(reason, None)
        if isinstance(self.event, ConfirmationQueued):
            return self._failed(f"it may have arrived: {reason}")
        return MessageUncertain(
            conversation_id=self.event.conversation_id,
            message_id=self.event.message_id,
            attempt=self.attempt,
            reason=reason,
        )

    def _delayed(self, reason: str, retry_after: float | None) -> Event:
        until = retry_at(self.attempt, self.now, retry_after)
        if until is None or self.attempt >= self._tries:
            return self._failed(reason)
        if isinstance(self.event, NoticeQueued | ConfirmationQueued):
            return NoticeDelayed(
                notice_id=self.event.notice_id, attempt=self.attempt, until=until, reason=reason
            )
        return MessageDelayed(
            conversation_id=self.event.conversation_id,
            message_id=self.event.message_id,
            attempt=self.attempt,
            until=until,
            reason=reason,
        )

    @property
    def _tries(self) -> int:
        match self.event:
            case NoticeQueued():
                return ALARM_TRIES
            case ConfirmationQueued():
                return CONFIRMATION_TRIES
            case MessageQueued():
                return len(DELAYS) + 1

    def _failed(self, reason: str) -> Event:
        if isinstance(self.event, NoticeQueued | ConfirmationQueued):
            return NoticeFailed(notice_id=self.event.notice_id, attempt=self.attempt, reason=reason)
        return MessageFailed(
            conversation_id=self.event.conversation_id,
            message_id=self.event.message_id,
            attempt=self.attempt,
            reason=reason,
        )
