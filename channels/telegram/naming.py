"""What a file is called and what it is: by its bytes, never by what somebody declares."""

import re
import unicodedata
from pathlib import PurePosixPath

from channels.telegram.reading import line

_SLASHES = str.maketrans("/\\:", "___")
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONGEST_NAME, _LONGEST_ENDING = 200, 16
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")

_UNKNOWN = "application/octet-stream"
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
)


def file_name(given: object, *, word: str, path: str) -> str:
    """A name that is data and never a path: the sender's, else what the file is.

    `path`: where the server keeps it; Telegram lets it end as what it holds.
    """
    ending = PurePosixPath(path).suffix
    return _tamed(line(given)) or word + (ending if _ENDING.fullmatch(ending) else "")


def media_type(data: bytes) -> str:
    """What these bytes are, of what is known by its first bytes."""
    for beginning, found in _BEGINNINGS:
        if data.startswith(beginning):
            return found
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return "video/mp4" if data[4:8] == b"ftyp" else _UNKNOWN


def _tamed(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name[: 8 * _LONGEST_NAME])
    shown = "".join(char for char in plain if unicodedata.category(char) not in _HIDDEN)
    whole = " ".join(shown.translate(_SLASHES).split()).strip(" .")
    if len(whole) <= _LONGEST_NAME:
        return whole
    stem, dot, ending = whole.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        return whole[:_LONGEST_NAME]
    return stem[: _LONGEST_NAME - len(ending) - 1] + dot + ending
