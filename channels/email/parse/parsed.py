"""What the parser says about a mail; the bytes of its files travel beside it."""

from pydantic import Field

from channels.email.parse import caps
from contracts.inbound import Frozen, Machine


class File(Frozen):
    """A file that came along; `size` in bytes."""

    name: str = Field(max_length=caps.NAME_CHARACTERS)
    media_type: str = Field(max_length=caps.NAME_CHARACTERS)
    size: int = Field(ge=0)


class Envelope(Frozen):
    """What the headers say. Message-IDs are without brackets, `references` nearest first."""

    sender: str | None = None
    sender_name: str | None = None
    reply_to: str | None = None
    subject: str | None = None
    message_id: str | None = None
    references: tuple[str, ...] = ()


class Parsed(Frozen):
    """A mail, read as far as it can be.

    `returned`: Message-IDs of the mail that came back to us inside this one. The bytes beside this
    are the HTML (`html_size` of them, UTF-8; None: there is none), then those of each file.
    """

    envelope: Envelope = Envelope()
    text: str = ""
    html_size: int | None = Field(default=None, ge=0)
    files: tuple[File, ...] = Field(default=(), max_length=caps.FILES)
    returned: tuple[str, ...] = ()
    machine: Machine | None = None
    machine_reason: str | None = None
    unreadable: str | None = None
