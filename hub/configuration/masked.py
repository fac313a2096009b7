"""Masked: a value as it may be shown, with whatever opens something left out."""

import re

MASK = "***"

# Rather too much than too little: a password may hold an @ or a slash that nobody has escaped.
_LOGIN = re.compile(r"(?P<scheme>\w+://)(?P<user>[^\s:/@]*:)?(?:(?!://)\S)*@")
_KEY = re.compile(
    r"(?P<name>[?&][^=&\s]*(?:key|token|secret|password)[^=&\s]*=)[^&\s]*", re.IGNORECASE
)


def masked(text: str, *, secret: bool) -> str:
    """The text; nothing of a secret, and of addresses not what one logs in with."""
    if secret:
        return MASK
    return _KEY.sub(rf"\g<name>{MASK}", _LOGIN.sub(_without_login, text))


def _without_login(found: re.Match[str]) -> str:
    """A name that stands alone may be a token, as NATS takes it."""
    return f"{found['scheme']}{found['user'] or ''}{MASK}@"
