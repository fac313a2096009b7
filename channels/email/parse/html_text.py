"""HTML as a person would read it. Nothing is ever fetched."""

import re
from html import unescape

from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

MOST_CHARACTERS = 400_000

_UNSEEN = re.compile(r"<(script|style|head|title)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>?")
_GAPS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_CONFIG = ParserConfig(css=CSS_PROFILES["strict"], display_links=False, display_images=False)


def html_text(html: str) -> str:
    """The text of a page, or of its beginning if it is very long."""
    page = html[:MOST_CHARACTERS]
    try:
        text = str(get_text(page, _CONFIG)) if page.strip() else ""
        text = text if text.strip() else _stripped(page)  # libxml2 gives up on deep nesting
    except Exception:  # noqa: BLE001  # the tree builders raise whatever a broken page brings
        text = _stripped(page)
    return _GAPS.sub("\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip("\n")


def _stripped(page: str) -> str:
    return unescape(_TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", page))))
