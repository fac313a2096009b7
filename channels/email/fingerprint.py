"""What makes a mail the same mail, however often it is delivered.

The headers that travel with it and its body; not Received, Delivered-To or Return-Path, which every
delivery writes anew. The same Message-ID with other content is another mail.
"""

import hashlib
import re

from channels.email.parse import header_block
from contracts.channel import Host

_NAMES = ("message-id", "from", "date", "subject")
_BLANKS = re.compile(rb"\s+")


def provider_id(host: Host, raw: bytes) -> str:
    """The keyed digest by which the hub knows this mail for ever."""
    block, body = header_block.split(raw)
    found = header_block.fields(block)
    said = [_BLANKS.sub(b" ", b"\n".join(found.get(name, []))) for name in _NAMES]
    return host.digest("mail", *said, hashlib.sha256(_canonical(body)).digest())


def _canonical(body: bytes) -> bytes:
    """The body without what servers change on the way: line ends, and blank lines at its end."""
    return body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")
