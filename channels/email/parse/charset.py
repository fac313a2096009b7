"""Bytes to text: by the declared charset if it holds, else by the one that fits best."""

import codecs

from charset_normalizer import from_bytes

# Left to itself the detector takes koi8-r for Japanese.
LIKELY = ["utf_8", "cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"]
SAMPLE_BYTES = 16 * 1024

# Codecs that are no charsets of mail, or whose cost grows with the square of the input.
_REFUSED = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "ks-c-5601-1987": "cp949", "x-sjis": "cp932"}
# What mail programs declare when they do not know.
_VAGUE = {"", "ascii", "us-ascii", "unknown-8bit", "x-unknown", "default", "binary", "8bit"}


def decode(data: bytes, declared: str = "") -> str:
    """Text for any bytes, under any declaration."""
    name = declared.strip().strip("\"'").lower().replace("_", "-")
    for codec in (None if name in _VAGUE else _codec(name), "utf-8"):
        if codec is not None:
            try:
                return data.decode(codec)
            except (UnicodeError, LookupError):
                continue
    return data.decode(_guess(data), "replace")


def _codec(name: str) -> str | None:
    try:
        info = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return None
    is_text = getattr(info, "_is_text_encoding", True)
    return info.name if is_text and info.name.replace("_", "-") not in _REFUSED else None


def _guess(data: bytes) -> str:
    best = from_bytes(data[:SAMPLE_BYTES], cp_isolation=LIKELY).best()
    return best.encoding if best else "latin-1"
