"""From a parsed mail to an inbound: pure; the blobs are in the store already."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from channels.email.compose import KEPT_REFERENCES
from channels.email.parse.parsed import Parsed
from channels.email.token import mid_digest, proved
from contracts.channel import Host
from contracts.inbound import Address, AddressKind, Attachment, Inbound, InboundKind, Thread


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the bytes of a mail lie; `files` in the order of the parsed mail's."""

    raw: str
    html: str | None
    files: Sequence[str]


def inbound(
    parsed: Parsed, kept: Kept, host: Host, *, provider_id: str, arrived_at: datetime, cursor: str
) -> Inbound:
    """The inbound that a mail is."""
    said = parsed.envelope
    return Inbound(
        kind=InboundKind.MESSAGE,
        provider_id=provider_id,
        sender=_sender(parsed),
        thread=_thread(parsed, host),
        arrived_at=arrived_at,
        subject=said.subject,
        text=parsed.text,
        html=kept.html,
        raw=kept.raw,
        attachments=tuple(
            Attachment(name=file.name, media_type=file.media_type, size=file.size, blob=blob)
            for file, blob in zip(parsed.files, kept.files, strict=True)
        ),
        machine=parsed.machine,
        machine_reason=parsed.machine_reason,
        history=arrived_at < host.connected_at.replace(microsecond=0),  # IMAP knows whole seconds
        unreadable=parsed.unreadable,
        reply_ref=_reply_ref(parsed),
        cursor=cursor,
    )


def _sender(parsed: Parsed) -> tuple[Address, ...]:
    """From, and only that: it is what we answer to.

    An answer to Reply-To would go wherever whoever forged a client's From wants it; where it
    differs, `reply_ref` says so, for a person to decide.
    """
    said = parsed.envelope
    if said.sender is None:
        return ()
    return (Address(kind=AddressKind.EMAIL, value=said.sender, name=said.sender_name),)


def _thread(parsed: Parsed, host: Host) -> Thread:
    said = parsed.envelope
    named = (*said.references, *parsed.returned)
    answers = (proved(host, name) for name in named)
    return Thread(
        own=mid_digest(host, said.message_id) if said.message_id else None,
        refs=tuple(mid_digest(host, name) for name in said.references),
        answers=tuple(dict.fromkeys(answer for answer in answers if answer)),
    )


def _reply_ref(parsed: Parsed) -> str:
    said = parsed.envelope
    oldest_first = said.references[:KEPT_REFERENCES][::-1]
    answered = {
        "message_id": said.message_id,
        "references": oldest_first,
        "subject": said.subject,
    }
    if said.reply_to and said.reply_to != said.sender:
        answered["reply_to"] = said.reply_to
    return json.dumps(answered, ensure_ascii=False)
