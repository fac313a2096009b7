"""Address lists (RFC 5322, 3.4): read token by token, in time linear in their length.

The standard library's reader recurses at every open parenthesis, and 400 of them end it.
"""

import re
from dataclasses import dataclass, field

from channels.email.address import ADDRESS
from channels.email.parse import caps, charset, clean, words

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"?|<[^<>]*>?|[(),;:]|[^"<(),;:]+', re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_LOOSE = re.compile(rb"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]{1,255}")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person as a header names them."""

    address: str
    name: str | None = None


@dataclass(slots=True)
class _Entry:
    phrase: list[bytes] = field(default_factory=list)
    comment: list[bytes] = field(default_factory=list)
    angle: bytes | None = None


def mailboxes(value: bytes) -> list[Mailbox]:
    """Those of a header that have an address one can write to, at most `caps.ADDRESSES`."""
    found: list[Mailbox] = []
    for entry in _entries(value):
        mailbox = _mailbox(entry)
        if mailbox:
            found.append(mailbox)
        if len(found) >= caps.ADDRESSES:
            break
    # A quote or a parenthesis that is never closed hides the address; people's programs do that.
    return found or [
        Mailbox(clean.line(charset.decode(bare), 320)) for bare in _LOOSE.findall(value)[:1]
    ]


def _entries(value: bytes) -> list[_Entry]:
    entries = [_Entry()]
    depth = 0
    for token in _TOKEN.findall(value):
        if token == b"(" or (token == b")" and depth):
            depth += 1 if token == b"(" else -1
        elif depth:
            entries[-1].comment.append(token)
        elif token in b",;":
            entries.append(_Entry())
        elif token == b":":
            entries[-1].phrase.clear()
        else:
            _take(entries[-1], token)
    return entries


def _take(entry: _Entry, token: bytes) -> None:
    if token.startswith(b"<") and entry.angle is None:
        entry.angle = token.strip(b"<> \t")
    elif token.startswith(b'"'):
        entry.phrase.append(_ESCAPED.sub(rb"\1", token[1:].removesuffix(b'"')))
    else:
        entry.phrase.append(token)


def _mailbox(entry: _Entry) -> Mailbox | None:
    phrase, comment = b"".join(entry.phrase).strip(), b"".join(entry.comment).strip()
    written = phrase if entry.angle is None else entry.angle
    named = comment if entry.angle is None else phrase or comment
    address = clean.line(charset.decode(written), caps.NAME_CHARACTERS * 2).removeprefix("mailto:")
    if not ADDRESS.fullmatch(address):
        return None
    return Mailbox(address, clean.line(words.decode(named), caps.NAME_CHARACTERS) or None)
