"""Files that come with a form: taken when their bytes are what their name says."""

import re
from dataclasses import dataclass

_ENTRY = rb"PK\x01\x02.{42}"
"""The head of an entry in a zip's central directory, up to the entry's name (APPNOTE 4.3.12)."""

_CONTENT_TYPES = re.compile(_ENTRY + rb"\[Content_Types\]\.xml", re.DOTALL)
_DOCUMENT = re.compile(_ENTRY + rb"word/", re.DOTALL)
_SHEETS = re.compile(_ENTRY + rb"xl/", re.DOTALL)
_MACROS = re.compile(_ENTRY + rb"[a-z]{1,9}/vbaProject\.bin", re.DOTALL)
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "txt": "text/plain",
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sends it: `name` is what it calls it."""

    name: str
    data: bytes


def genuine_type(file: Upload) -> str | None:
    """The media type that the name promises and the bytes keep; None where they do not.

    What the browser declares is not looked at: it only repeats the name.
    """
    media_type = _MEDIA_TYPES.get(file.name.rpartition(".")[2].lower())
    return media_type if media_type and _of(file.data) == media_type else None


def _of(data: bytes) -> str | None:
    """What these bytes are, of what is taken."""
    if data.startswith(b"%PDF-"):
        return _MEDIA_TYPES["pdf"]
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _MEDIA_TYPES["png"]
    if data.startswith(b"\xff\xd8\xff"):
        return _MEDIA_TYPES["jpg"]
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _MEDIA_TYPES["webp"]
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(data)
    return None if not data or _BINARY.search(data) else _MEDIA_TYPES["txt"]


def _of_archive(data: bytes) -> str | None:
    """By the names in its directory: nothing is unpacked. With macros it is no document."""
    if not _CONTENT_TYPES.search(data) or _MACROS.search(data):
        return None
    if _DOCUMENT.search(data):
        return _MEDIA_TYPES["docx"]
    return _MEDIA_TYPES["xlsx"] if _SHEETS.search(data) else None
