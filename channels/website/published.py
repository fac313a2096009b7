"""What everybody may read: the script, and what it needs to know of a form to show it."""

from importlib.resources import files
from typing import Any

from channels.website.definition import FormDefinition
from channels.website.field_definition import FieldDefinition
from channels.website.words import Say, words


def script() -> bytes:
    """The script that shows a form where its tag stands."""
    return files("channels.website").joinpath("embed.js").read_bytes()


def public(form: FormDefinition, *, visits: bool) -> dict[str, Any]:
    """The form for its readers: what it opens, and for whom, is not theirs to know."""
    return {
        "name": form.name,
        "title": form.title,
        "language": form.language,
        "fields": [_field(each) for each in form.fields],
        "consent": form.consent.model_dump() if form.consent else None,
        "honeypot": form.honeypot,
        "visits": visits,
        "words": _words(form),
    }


def _field(each: FieldDefinition) -> dict[str, Any]:
    return {
        "name": each.name,
        "label": each.label,
        "type": each.type,
        "required": each.required,
        "max_length": each.max_length,
        "options": list(each.options),
    }


def _words(form: FormDefinition) -> dict[str, str]:
    return {
        "send": form.button or words(Say.SEND, form.language),
        "sending": words(Say.SENDING, form.language),
        "received": form.thanks or words(Say.RECEIVED, form.language),
        "failed": words(Say.FAILED, form.language),
    }
