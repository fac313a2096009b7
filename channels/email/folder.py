"""A folder's name on the wire: modified UTF-7 (RFC 3501, 5.1.3), in quotes."""

import re
from base64 import b64encode


def quoted(word: str) -> str:
    """A word as an IMAP quoted string."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def wire_name(folder: str) -> str:
    """The name as a server wants it: `Входящие` is `"&BBIERQQ+BDQETwRJBDgENQ-"`."""
    return quoted(re.sub(r"&|[^\x20-\x7e]+", _shifted, folder))


def _shifted(match: re.Match[str]) -> str:
    if match[0] == "&":
        return "&-"
    encoded = b64encode(match[0].encode("utf-16-be")).decode("ascii")
    return f"&{encoded.rstrip('=').replace('/', ',')}-"
