"""What stands in the parts of a mail: text for a person, and files."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from itertools import chain

from channels.email.parse import caps, charset, clean, header_block, references
from channels.email.parse.html_text import html_text
from channels.email.parse.part import declared_charset, file_name, is_attached, media_type, payload

_SHOWN = {"text/plain", "text/html", "text/enriched", "text/richtext"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of what a person reads."""

    is_html: bool
    text: str


@dataclass(slots=True)
class Content:
    """All that was found, in order. `files`: name, media type, bytes."""

    shown: list[Shown] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    status: str = ""
    returned: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a person reads, in the order of the mail."""
        pieces = (html_text(piece.text) if piece.is_html else piece.text for piece in self.shown)
        return "\n".join(piece.strip("\n") for piece in pieces if piece.strip())

    def remark(self, words: str) -> None:
        """Say once what is not shown."""
        if words not in self.remarks:
            self.remarks.append(words)


def content(mail: Message) -> Content:
    """Everything a mail holds, down to the depth and number of files that are read."""
    found = Content()
    found.shown = _visit(found, mail, 0)
    return found


def _visit(found: Content, part: Message, depth: int) -> list[Shown]:
    """Take the files of this part; returns what it shows."""
    if depth > caps.DEPTH:
        found.remark(f"nested deeper than {caps.DEPTH}")
        return []
    kind = media_type(part)
    found.types.add(kind)
    if kind.startswith("multipart/") and part.is_multipart():
        groups = [_visit(found, child, depth + 1) for child in _children(part)]
        return _best(groups) if kind == "multipart/alternative" else list(chain(*groups))
    if kind.startswith("multipart/") or (kind in _SHOWN and not is_attached(part)):
        return _shown(found, part, kind)
    _keep(found, part, kind)
    return []


def _children(part: Message) -> Iterator[Message]:
    inside = part.get_payload()
    if isinstance(inside, list):
        yield from (child for child in inside if isinstance(child, Message))


def _best(groups: list[list[Shown]]) -> list[Shown]:
    """Of the alternatives: the plain one if it says something, else the richest, which is last."""
    said = [group for group in groups if any(piece.text.strip() for piece in group)]
    plain = [group for group in said if not any(piece.is_html for piece in group)]
    return (plain[:1] or said[-1:] or [[]])[0]


def _shown(found: Content, part: Message, kind: str) -> list[Shown]:
    text = charset.decode(payload(part), declared_charset(part))
    if kind != "text/html":
        return [Shown(False, clean.text(text[: caps.TEXT_BYTES]))]
    found.html.append(text)
    return [Shown(True, clean.text(text[: caps.TEXT_BYTES]))]


def _keep(found: Content, part: Message, kind: str) -> None:
    data = payload(part)
    if kind in {"message/delivery-status", "message/global-delivery-status"}:
        found.status += data[: caps.FIELD_BYTES].decode("utf-8", "replace")
    if kind in {"message/rfc822", "message/global", "text/rfc822-headers"}:
        block, _ = header_block.split(data)
        found.returned += references.returned(header_block.fields(block))
    if len(found.files) >= caps.FILES:
        found.remark(f"only the first {caps.FILES} files are shown")
        return
    named = clean.file_name(file_name(part) or "")
    ending = mimetypes.guess_extension(kind) or ""
    found.files.append((named or f"file-{len(found.files) + 1}{ending}", kind, data))
