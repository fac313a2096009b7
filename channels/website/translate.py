"""A submission in the hub's words: pure."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from channels.website import marks
from channels.website.clean import line
from channels.website.definition import FormDefinition
from channels.website.field_definition import CONTACTS
from channels.website.fields import Checked
from channels.website.meta import Meta
from channels.website.values import e164, mail_address
from contracts.channel import WebRequest
from contracts.inbound import (
    Address,
    AddressKind,
    Confirmation,
    Consent,
    Form,
    FormField,
    Strength,
    Touch,
)

_KINDS = {"phone": AddressKind.PHONE, "email": AddressKind.EMAIL}
_MOST_SHOWN = 4000


def sender(form: FormDefinition, checked: Checked, region: str) -> tuple[Address, ...]:
    """The addresses that were typed, phones first, each with the name that was."""
    typed = [each for each in form.fields if each.type in CONTACTS and each.name in checked.values]
    named = [each.name for each in form.fields if each.type == "name"]
    name = next((checked.values[each] for each in named if each in checked.values), None)
    strength = Strength.CLAIMED if form.claims else Strength.MENTIONED
    return tuple(
        Address(
            kind=_KINDS[each.type],
            value=_normalised(each.type, checked.values[each.name], region),
            name=name,
            strength=strength,
        )
        for each in sorted(typed, key=lambda each: CONTACTS.index(each.type))
    )


def filled(
    form: FormDefinition, checked: Checked, said: Meta, request: WebRequest, now: datetime
) -> Form:
    """The form as it was filled in."""
    return Form(
        name=form.name,
        fields=_fields(form, checked),
        consent=_consent(form, checked, request, now),
        opens=form.opens,
        pipeline=form.pipeline,
        stage=form.stage,
        page=marks.url(said.page) or marks.url(request.header("referer")),
        confirm=_confirmation(form),
    )


def touches(
    said: Meta, visitor: str | None, request: WebRequest, now: datetime
) -> tuple[Touch, ...]:
    """Where the visitor came from, as the script says, else as the addresses do."""
    by_script = marks.touches_of(said.touches, visitor, now)
    return by_script or marks.touch_of_plain_form(request.query, request.header("referer"), now)


def rendering(form: FormDefinition, checked: Checked) -> str:
    """What a person reads: a line for each field."""
    return "\n".join(f"{field.label}: {field.value}" for field in _fields(form, checked))


def rendering_unread(values: Mapping[str, Any]) -> str:
    """What a person reads of a submission that was set aside."""
    texts = ((name, value) for name, value in values.items() if isinstance(value, str))
    said = "\n".join(f"{line(name[:100])}: {line(value[:1000])}" for name, value in texts)
    return said[:_MOST_SHOWN]


def canonical(checked: Checked) -> str:
    """The same for the same contents, in whatever order they were written."""
    return json.dumps(sorted(checked.values.items()))


def _fields(form: FormDefinition, checked: Checked) -> tuple[FormField, ...]:
    values = checked.values | {name: file.name for name, file in checked.files.items()}
    return tuple(
        FormField(name=each.name, label=each.label, value=values[each.name])
        for each in form.fields
        if each.name in values
    )


def _normalised(kind: str, text: str, region: str) -> str:
    """By the site's own country: the hub may stand in another."""
    return (e164(text, region) if kind == "phone" else mail_address(text)) or text


def _consent(
    form: FormDefinition, checked: Checked, request: WebRequest, now: datetime
) -> Consent | None:
    if form.consent is None or not checked.consents:
        return None
    return Consent(
        version=form.consent.version, text=form.consent.text, at=now, address=request.remote
    )


def _confirmation(form: FormDefinition) -> Confirmation | None:
    """The operator's words as they are; what was typed has no way into them."""
    said = form.confirm
    if said is None:
        return None
    return Confirmation(account=said.account, subject=said.subject, text=said.text)
