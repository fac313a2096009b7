"""The headers of a mail as bytes: read in one pass, whatever they hold."""

import re
from collections.abc import Mapping

from channels.email.parse import caps

Fields = Mapping[str, list[bytes]]
"""Values by lower-case name, in order of appearance; unfolded, not decoded."""

_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)


def split(raw: bytes) -> tuple[bytes, bytes]:
    """The header block and the body; lines may end in CRLF, LF or CR."""
    if raw[:1] in {b"\r", b"\n"}:
        return b"", raw
    end = _END.search(raw)
    return (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")


def fields(block: bytes) -> Fields:
    """The fields of a header block, as many as the caps allow; lines that are none are skipped."""
    found: dict[str, list[list[bytes]]] = {}
    pieces: list[bytes] = []
    for line in block[: caps.HEADER_BYTES].splitlines()[: caps.HEADER_LINES]:
        if line[:1] in {b" ", b"\t"}:
            pieces.append(line.strip())
        elif match := _FIELD.match(line):
            pieces = [match[2].strip()]
            found.setdefault(match[1].decode("ascii").lower(), []).append(pieces)
    return {name: [b" ".join(value).strip() for value in values] for name, values in found.items()}


def first(found: Fields, name: str) -> bytes:
    """The first value of a field, or nothing; no more of it than the caps allow."""
    values = found.get(name)
    return values[0][: caps.FIELD_BYTES] if values else b""
