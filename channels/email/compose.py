"""The one place where outbound mail is made (threats 9: no field can bring a line of its own)."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as MailAddress
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime

from channels.email.address import in_ascii
from channels.email.machine import LOOP_HEADER
from channels.email.parse import clean
from channels.email.settings import CONTROLS, EmailSettings
from contracts.channel import Enclosure, Outbound
from contracts.errors import Undeliverable

LONGEST_SUBJECT = 250
KEPT_REFERENCES = 20

_ID = re.compile(r"[!-;=?-~]{1,400}")
_TYPE = re.compile(r"(application|audio|font|image|model|text|video)/([a-z0-9][a-z0-9.+_-]{0,90})")
"""Mails and multiparts within a mail would have to be whole ones themselves."""

_REPLY = re.compile(r"\s*(?:re|aw|sv|antw|отв|на)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)


class _Ids(UnstructuredHeader, BaseHeader):
    """Message-IDs, folded between them; the library makes encoded words of long ones."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {str(self).replace(' ', policy.linesep + ' ')}{policy.linesep}"


_HEADERS = HeaderRegistry()
for _name in ("Message-ID", "In-Reply-To", "References"):
    _HEADERS.map_to_type(_name, _Ids)
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)


@dataclass(frozen=True, slots=True)
class Composed:
    """A mail ready to be handed in: CRLF only, 7 bit, without the dots that DATA adds."""

    message_id: str
    recipient: str
    raw: bytes
    needs_smtputf8: bool


def compose(message: Outbound, settings: EmailSettings, message_id: str, now: datetime) -> Composed:
    """The mail for a message; the same message and time give the same bytes.

    Raises:
        Undeliverable: an address, a subject or a name holds what no header may.
    """
    recipient = _recipient(message.to.value)
    needs_smtputf8 = not (recipient + settings.address).isascii()
    mail = EmailMessage(policy=_POLICY.clone(utf8=needs_smtputf8))
    mail["Message-ID"] = _line(message_id)
    mail["Date"] = format_datetime(now)
    mail["From"] = _mailbox(_line(settings.name), _recipient(settings.address))
    mail["To"] = _mailbox("", recipient)
    answered = _answered(message.reply_ref)
    mail["Subject"] = _subject(message, answered)
    _refer(mail, answered)
    if message.automatic:
        # RFC 3834, 5; Exchange's own word; and ours, so that two hubs never talk to each other.
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
        mail[LOOP_HEADER] = "1"
    mail.set_content(clean.text(message.text), charset="utf-8")
    for file in message.attachments:
        _enclose(mail, file)
    if message.attachments:
        mail.set_boundary(hashlib.sha256(message_id.encode()).hexdigest()[:32])
    return Composed(message_id, recipient, mail.as_bytes(), needs_smtputf8)


def _enclose(mail: EmailMessage, file: Enclosure) -> None:
    """A file with its name in whatever alphabet (RFC 2231); what is no plain type is bytes."""
    kind = _TYPE.fullmatch(file.media_type)
    main, sub = (kind[1], kind[2]) if kind else ("application", "octet-stream")
    name = clean.file_name(file.name) or "file"
    mail.add_attachment(file.content, maintype=main, subtype=sub, filename=name)


def _mailbox(name: str, address: str) -> MailAddress:
    local, _, domain = address.rpartition("@")
    return MailAddress(name, local, domain)


def _recipient(value: str) -> str:
    """An address as it goes into the envelope, its domain in ASCII."""
    try:
        return in_ascii(_line(value))
    except ValueError as error:
        raise Undeliverable("This is not an address that mail can be sent to.") from error


def _line(value: str) -> str:
    if CONTROLS.search(value):
        raise Undeliverable("A line break or a control character stands in a header of the mail.")
    return value


def _answered(reply_ref: str | None) -> dict[str, object]:
    try:
        answered = json.loads(reply_ref or "{}")
    except ValueError:
        return {}
    return answered if isinstance(answered, dict) else {}


def _subject(message: Outbound, answered: dict[str, object]) -> str:
    theirs = answered.get("subject")
    if message.subject is None and isinstance(theirs, str):
        subject = _line(theirs).strip()
        return (subject if _REPLY.match(subject) else f"Re: {subject}")[:LONGEST_SUBJECT]
    return _line(message.subject or "")[:LONGEST_SUBJECT]


def _refer(mail: EmailMessage, answered: dict[str, object]) -> None:
    parent, listed = answered.get("message_id"), answered.get("references")
    ancestors = listed if isinstance(listed, list) else []
    if not isinstance(parent, str) or not _ID.fullmatch(parent):
        return
    known = [name for name in ancestors if isinstance(name, str) and _ID.fullmatch(name)]
    chain = dict.fromkeys([*known[-KEPT_REFERENCES:], parent])
    mail["In-Reply-To"] = f"<{parent}>"
    mail["References"] = " ".join(f"<{name}>" for name in chain)
