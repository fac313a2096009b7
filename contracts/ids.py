"""Names of things. An id is decided from its cause; only what a person starts is drawn anew."""

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import NewType
from uuid import UUID

EventId = NewType("EventId", UUID)
IdentityId = NewType("IdentityId", UUID)
ClientId = NewType("ClientId", UUID)
ConversationId = NewType("ConversationId", UUID)
MessageId = NewType("MessageId", UUID)
NoticeId = NewType("NoticeId", UUID)
EscalationId = NewType("EscalationId", UUID)
ClockId = NewType("ClockId", UUID)
EmployeeId = NewType("EmployeeId", UUID)
KeyId = NewType("KeyId", UUID)
LeadId = NewType("LeadId", UUID)
DealId = NewType("DealId", UUID)
TaskId = NewType("TaskId", UUID)
CallId = NewType("CallId", UUID)
TouchId = NewType("TouchId", UUID)
ReminderId = NewType("ReminderId", UUID)
TeamId = NewType("TeamId", UUID)

NAMESPACE = UUID("5f0c5f3e-7a56-5e0b-9b3a-6f6d6e696875")
"""Every derived id of Omnihub hangs below this one."""


_named = hashlib.sha1(NAMESPACE.bytes, usedforsecurity=False)
"""The namespace, hashed once: dozens of ids follow from every contact."""


def derived(*parts: object) -> UUID:
    """The id that follows from these parts: the same parts, the same id (UUIDv5, RFC 9562)."""
    name = _named.copy()
    name.update("\x1f".join(map(str, parts)).encode())
    return UUID(bytes=name.digest()[:16], version=5)


def drawn() -> UUID:
    """A new id for a thing that a person starts: UUIDv7 (RFC 9562), ordered by time."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return UUID(int=value | 0b10 << 62 | secrets.randbits(62))


Draw = Callable[[], UUID]
"""Where ids come from, when they are drawn: an input, like the time."""
