"""Telephone numbers as an exchange tells them, and callers who withhold theirs."""

import re
from collections.abc import Collection

import phonenumbers

from contracts.inbound import Address, AddressKind

_SEPARATORS = re.compile(r"[\s().\-]")
_NUMBER = re.compile(r"\+?[0-9]{5,15}")
_WORDS = frozenset({"ANONYMOUS", "RESTRICTED", "BLOCKED", "UNKNOWN", "UNAVAILABLE", "PRIVATE"})
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_SPELT = frozenset(word.translate(_KEYS) for word in _WORDS)
"""Networks spell these words on the keypad: +266696687 is no number but ANONYMOUS."""


def plain(value: str | None, region: str) -> str | None:
    """The number, in E.164 where it is valid; None: hidden, or no number of a telephone."""
    digits = _SEPARATORS.sub("", value or "")
    if not _NUMBER.fullmatch(digits) or digits.removeprefix("+") in _SPELT:
        return None
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_valid_number(parsed):
        return digits
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def client(value: str | None, lines: Collection[str], region: str) -> tuple[Address, ...]:
    """Whose number this is, if it is a client's: not hidden, not one of our own."""
    number = plain(value, region)
    if number is None or number in lines:
        return ()
    return (Address(kind=AddressKind.PHONE, value=number),)


def ours(lines: Collection[str], region: str) -> frozenset[str]:
    """Our lines, written as `plain` writes them."""
    return frozenset(filter(None, (plain(line, region) for line in lines)))
