"""A mail read whole, or by its headers alone where the whole cannot be read."""

from codecs import BOM_UTF8
from dataclasses import dataclass
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import Policy, compat32

from channels.email.machine import Clues, machine
from channels.email.parse import caps, clean, header_block, references, words
from channels.email.parse.content import Content, content
from channels.email.parse.envelope import envelope
from channels.email.parse.header_block import Fields
from channels.email.parse.parsed import Envelope, File, Parsed
from contracts.inbound import Machine

_CUT = f"cut at {caps.TEXT_CHARACTERS} characters"
Blobs = list[bytes]


def whole(raw: bytes, our_address: str) -> tuple[Parsed, Blobs]:
    """The mail with its text, its HTML and its files.

    Raises:
        BeyondCap: it is larger than what we read.
        Exception: what the standard library's parser raises on hostile input.
    """
    raw = raw.removeprefix(BOM_UTF8)
    block, _ = header_block.split(raw)
    _within_caps(raw, block)
    headers = header_block.fields(block)
    found = content(_tree(raw))
    text = found.text
    if len(text) > caps.TEXT_CHARACTERS:
        found.remark(_CUT)
    said = envelope(headers)
    verdict = machine(_clues(headers, said, our_address, text, found))
    html = "\n".join(found.html).encode("utf-8", "replace")
    parsed = Parsed(
        envelope=said,
        text=text[: caps.TEXT_CHARACTERS],
        html_size=len(html) if found.html else None,
        files=tuple(File(name=n, media_type=t, size=len(data)) for n, t, data in found.files),
        returned=_returned(found, text) if verdict and verdict[0] is Machine.BOUNCE else (),
        machine=verdict[0] if verdict else None,
        machine_reason=verdict[1] if verdict else None,
        unreadable="; ".join(found.remarks) or None,
    )
    return parsed, [html, *(data for _, _, data in found.files)]


def headers_only(raw: bytes, our_address: str, reason: str) -> Parsed:
    """What the headers say, read byte by byte; `reason` is why the rest is not shown."""
    block, _ = header_block.split(raw[: caps.HEADER_BYTES].removeprefix(BOM_UTF8))
    headers = header_block.fields(block)
    said = envelope(headers)
    verdict = machine(_clues(headers, said, our_address, "", Content()))
    return Parsed(
        envelope=said,
        machine=verdict[0] if verdict else None,
        machine_reason=verdict[1] if verdict else None,
        unreadable=reason,
    )


@dataclass(slots=True)
class _Counting:
    """Makes the parts of a mail, and not too many (683 KB of empty parts cost 5.6 s)."""

    made: int = 0

    def __call__(self, policy: Policy = compat32) -> Message:
        self.made += 1
        if self.made > caps.PARTS + 1:
            raise caps.BeyondCap(f"more than {caps.PARTS} parts")
        return Message(policy=policy)


def _tree(raw: bytes) -> Message:
    parser = BytesFeedParser(_Counting(), policy=compat32)
    parser.feed(raw)
    return parser.close()


def _within_caps(raw: bytes, block: bytes) -> None:
    if len(raw) > caps.RAW_BYTES:
        raise caps.BeyondCap(f"larger than {caps.RAW_BYTES >> 20} MB")
    if len(block) > caps.HEADER_BYTES or len(block.splitlines()) > caps.HEADER_LINES:
        raise caps.BeyondCap("headers larger than we read")
    kinds = header_block.fields(block).get("content-type", [])
    if any(kind.count(b";") > caps.PARAMETERS for kind in kinds):
        raise caps.BeyondCap("more parameters than we read")


def _clues(headers: Fields, said: Envelope, our_address: str, text: str, found: Content) -> Clues:
    sender_line = words.decode(header_block.first(headers, "from")[:1000])
    return Clues(
        headers=headers,
        our_address=our_address,
        sender=said.sender,
        sender_line=clean.line(sender_line, 1000),
        subject=said.subject or "",
        text=text,
        status=found.status,
        types=found.types,
    )


def _returned(found: Content, text: str) -> tuple[str, ...]:
    """Names in what came back: its headers, its status (Original-Envelope-Id), its words."""
    quoted = references.OURS.findall(f"{found.status}\n{text}".encode("utf-8", "replace"))
    named = (name.decode("ascii") for name in quoted)
    return references.distinct([*found.returned, *named])
