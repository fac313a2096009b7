"""Identities: the one spelling of an address, and the id that follows from it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from contracts.ids import IdentityId, derived
from contracts.inbound import Address, AddressKind

Digest = Callable[..., str]
"""The deployment's keyed hash."""

_LONGEST = 320
_DECIMAL = re.compile("-?[0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class Identity:
    """An address in its one spelling."""

    id: IdentityId
    kind: AddressKind
    value: str
    name: str | None


def identity_of(address: Address, digest: Digest, region: str = "RU") -> Identity | None:
    """The identity behind an address; None where the address is none.

    `region` (ISO 3166) is the country of numbers without a country code.
    """
    value = normalised(address.kind, address.value, region)
    if value is None:
        return None
    id_ = IdentityId(derived("identity", digest("identity", address.kind, value)))
    return Identity(id_, address.kind, value, address.name)


def normalised(kind: AddressKind, value: str, region: str = "RU") -> str | None:
    """The one spelling: E.164, a lower-case address, a decimal id; None where it is none."""
    match kind:
        case AddressKind.PHONE:
            return _phone(value, region)
        case AddressKind.EMAIL:
            return _email(value)
        case AddressKind.TELEGRAM:
            return str(int(value)) if _DECIMAL.fullmatch(value) else None
        case AddressKind.VISITOR:
            return value if 0 < len(value) <= _LONGEST else None


def _phone(value: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(value: str) -> str | None:
    """Real senders use addresses that RFC 5321 refuses; what has an @ and no spaces is kept."""
    try:
        checked = validate_email(value, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return _lenient(value)
    return checked.normalized.lower()


def _lenient(value: str) -> str | None:
    local, at, domain = value.strip().rpartition("@")
    plain = at and local and domain and len(value) <= _LONGEST
    if not plain or any(c.isspace() or not c.isprintable() for c in value.strip()):
        return None
    return value.strip().lower()
