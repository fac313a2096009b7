"""The built console's files, read once: a request names one of these, or nothing."""

import gzip
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BUILT = Path(__file__).parent / "built"
_PACKED = {".js", ".css", ".svg", ".html", ".json"}


@dataclass(frozen=True, slots=True)
class File:
    """A file of the console. `packed` is the same, compressed, where that is worth it."""

    body: bytes
    packed: bytes | None
    media_type: str


def read_files(built: Path) -> Mapping[str, File]:
    """By their path in an address, `/index.html` for one; empty where nothing was built."""
    found = (path for path in sorted(built.rglob("*")) if path.is_file())
    return {
        f"/{path.relative_to(built).as_posix()}": _file(path)
        for path in found
        if not path.name.startswith(".")
    }


@cache
def built_files() -> Mapping[str, File]:
    """Those of this installation."""
    return read_files(BUILT)


def _file(path: Path) -> File:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in _PACKED else None
    return File(body, packed, kind)
