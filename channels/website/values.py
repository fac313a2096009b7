"""One value of one field: how it is spelled, and what is wrong with it."""

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from channels.website.clean import line, lines
from channels.website.field_definition import FieldDefinition
from channels.website.words import Say

TICKED = {"on", "true", "yes", "1"}
UNTICKED = {"off", "false", "no", "0", ""}
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,6})?")
_BLANKS = re.compile(r"[\s_]+")


def spelled(field: FieldDefinition, value: object) -> str | None:
    """The value as text, empty where it is none; None where it is not a single value."""
    match value:
        case None:
            return ""
        case bool():
            return "on" if value else "off"
        case int() | float():
            return repr(value)
        case str():
            return lines(value) if field.type == "textarea" else line(value)
        case _:
            return None


def trouble(field: FieldDefinition, text: str, region: str) -> Say | None:
    """What is wrong with a text that is not empty; None where nothing is."""
    if len(text) > field.max_length:
        return Say.TOO_LONG
    match field.type:
        case "phone":
            return None if e164(text, region) else Say.PHONE
        case "email":
            return None if mail_address(text) else Say.EMAIL
        case "number":
            return None if _NUMBER.fullmatch(_BLANKS.sub("", text)) else Say.NUMBER
        case "select":
            return None if text in field.options else Say.OPTION
        case "checkbox":
            return None if text.lower() in TICKED | UNTICKED else Say.CHECKBOX
        case "file":
            return Say.ONLY_FILE
        case "text" | "textarea" | "name" | "hidden":
            return None


def ticked(text: str) -> bool:
    """Whether a checkbox says yes."""
    return text.lower() in TICKED


def e164(text: str, region: str) -> str | None:
    """The number in E.164; None where it cannot be one by its length. Leniently: people mistype."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mail_address(text: str) -> str | None:
    """The address, normalised; None where it is none. Whether mail reaches it nobody asks."""
    try:
        checked = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return checked.normalized
