"""Finding mails below a folder; what is none is named with the reason, never passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from hub.trymail import mbox

_OUTLOOK = b"\xd0\xcf\x11\xe0"
"""How files of Microsoft's compound format begin (MS-CFB, 2.2)."""

_NEAR_THE_TOP = 3
_LOOKED_AT = 65_536
_LINES = re.compile(rb"\r\n|\r|\n")
_HEADER = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_TELLING = re.compile(rb"(?:from|received|subject|date)[ \t]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it lies in a file; `path` says which one, for an mbox with the number in it."""

    path: str
    raw: bytes

    @property
    def folder(self) -> str:
        """The first level of the path."""
        first, slash, _ = self.path.partition("/")
        return first if slash else "."


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no mail."""

    path: str
    reason: str


def find(root: Path) -> Iterator[Mail | Skipped]:
    """Every file below a folder, or the one file, in the order of their names."""
    if root.is_file():
        yield from _read(root, root.name)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield from _read(path, path.relative_to(root).as_posix())


def _read(path: Path, name: str) -> Iterator[Mail | Skipped]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        yield Skipped(name, f"cannot be read: {error.strerror}")
        return
    reason = why_not(name, raw)
    if reason:
        yield Skipped(name, reason)
    elif name.endswith(".eml") or not mbox.is_mbox(raw):
        yield Mail(name, raw)
    else:
        yield from (Mail(f"{name}#{n}", mail) for n, mail in enumerate(mbox.mails_in(raw), 1))


def why_not(name: str, raw: bytes) -> str | None:
    """Why it is no mail; None if it is one: by its name, or by how it begins."""
    if not raw.strip():
        return "empty"
    if raw.startswith(_OUTLOOK):
        return "Outlook's own format; save it as .eml"
    if name.lower().endswith(".eml") or mbox.is_mbox(raw) or _begins_like_a_mail(raw):
        return None
    return "no From, Received, Subject or Date near the top"


def _begins_like_a_mail(raw: bytes) -> bool:
    """A header near the top, and one of those that nearly every mail has before the first gap."""
    lines = _LINES.split(raw[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    head = list(takewhile(bytes.strip, lines))
    near = any(_HEADER.match(line) for line in head[:_NEAR_THE_TOP])
    return near and any(_TELLING.match(line) for line in head)
