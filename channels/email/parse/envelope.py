"""What the headers of a mail say about who wrote it and what it answers."""

from channels.email.parse import addresses, caps, clean, references, words
from channels.email.parse.header_block import Fields, first
from channels.email.parse.parsed import Envelope


def envelope(found: Fields) -> Envelope:
    """The envelope of these headers, whatever they hold."""
    sender = _mailbox(found, "from") or _mailbox(found, "sender")
    reply_to = _mailbox(found, "reply-to")
    return Envelope(
        sender=sender.address if sender else None,
        sender_name=sender.name if sender else None,
        reply_to=reply_to.address if reply_to else None,
        subject=clean.line(words.decode(first(found, "subject")), caps.SUBJECT_CHARACTERS) or None,
        message_id=references.message_id(found),
        references=references.answered(found),
    )


def _mailbox(found: Fields, name: str) -> addresses.Mailbox | None:
    listed = addresses.mailboxes(first(found, name))
    return listed[0] if listed else None
