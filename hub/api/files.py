"""Bytes that came from outside, on their way out: always a download, never a page."""

import re
import unicodedata
from urllib.parse import quote

from fastapi import Response

_LONGEST = 150
_PLAIN = re.compile(r"[^A-Za-z0-9._ -]")


def safe_name(name: str) -> str:
    """A name that is only a name: no path, no control or direction marks, not too long."""
    visible = "".join(
        character
        for character in unicodedata.normalize("NFKC", name)
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    last = re.split(r"[/\\:]", visible)[-1].strip(" .")
    stem, dot, ending = last.rpartition(".")
    if len(last) > _LONGEST:
        last = stem[: _LONGEST - 20] + dot + ending[:19]
    return last or "file"


def attachment(body: bytes, name: str) -> Response:
    """A download (RFC 6266): the name twice, for old and for new readers."""
    safe = safe_name(name)
    plain = _PLAIN.sub("_", safe)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
    headers = {
        "Content-Disposition": disposition,
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(body, media_type="application/octet-stream", headers=headers)
