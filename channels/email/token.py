"""Our signature in a Message-ID: who answers it, answers a message that we wrote.

`<{message id}.{16 digits of a keyed digest}@{our domain}>`. Without the deployment's key nobody can
make one, so a forged reply joins no conversation. The address of who answers is for the hub to
compare: whoever was sent a copy knows the Message-ID too.
"""

import hmac
import re
from uuid import UUID

from contracts.channel import Host
from contracts.ids import MessageId

_SHAPE = re.compile(r"<?([0-9a-f]{32})\.([0-9a-f]{16})@[^<>\s]{1,255}>?", re.IGNORECASE)
_DIGITS = 16


def signed_id(host: Host, message_id: MessageId, domain: str) -> str:
    """The Message-ID of a message of ours: the same for every attempt to send it."""
    return f"<{message_id.hex}.{_signature(host, message_id.hex)}@{domain}>"


def proved(host: Host, reference: str) -> MessageId | None:
    """The message of ours that a Message-ID names, or None if we never signed it."""
    match = _SHAPE.fullmatch(reference.strip())
    if not match:
        return None
    name, signature = match[1].lower(), match[2].lower()
    if not hmac.compare_digest(signature, _signature(host, name)):
        return None
    return MessageId(UUID(hex=name))


def mid_digest(host: Host, message_id: str) -> str:
    """What the log holds instead of a Message-ID."""
    return host.digest("mid", message_id.strip().removeprefix("<").removesuffix(">"))


def _signature(host: Host, name: str) -> str:
    return host.digest("mail-token", name)[:_DIGITS]
