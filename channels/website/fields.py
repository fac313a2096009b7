"""The fields of a submission against the form's definition: everything wrong is said at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from channels.website.body import Submitted
from channels.website.definition import FormDefinition
from channels.website.field_definition import CONTACTS, FieldDefinition
from channels.website.files import Upload, genuine_type
from channels.website.meta import CONSENT, KNOWN
from channels.website.rejected import Fault, wrong
from channels.website.settings import Settings
from channels.website.values import TICKED, UNTICKED, spelled, ticked, trouble
from channels.website.words import Say, words

_SHOWN_NAME = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """What was filled in, in the definition's order; what was left empty is not there."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    consents: bool = False


def check(form: FormDefinition, sent: Submitted, settings: Settings) -> Checked:
    """What is worth keeping.

    Raises:
        Rejected: with every fault.
    """
    texts = {each.name: _text(each, sent) for each in form.fields}
    faults = [*_foreign(form, sent), *_faults(form, sent, settings, texts), *_consent(form, sent)]
    if faults:
        raise wrong(*faults)
    shown = {each.name: _shown(form, each, texts[each.name] or "") for each in form.fields}
    values = {name: text for name, text in shown.items() if text}
    files = {each.name: sent.files[each.name] for each in form.files if each.name in sent.files}
    return Checked(values, files, form.consent is not None and _given(sent) is not None)


def _text(each: FieldDefinition, sent: Submitted) -> str | None:
    return spelled(each, sent.values.get(each.name))


def _foreign(form: FormDefinition, sent: Submitted) -> Iterator[Fault]:
    """Fields that the form does not have, and files where it takes none."""
    known = {each.name for each in form.fields} | KNOWN | {form.honeypot}
    takers = {each.name for each in form.files}
    for name in sent.values:
        if name not in known:
            yield Fault(name[:_SHOWN_NAME], Say.UNKNOWN)
    for name in sent.files:
        if name not in takers:
            yield Fault(name[:_SHOWN_NAME], Say.NO_FILE if name in known else Say.UNKNOWN)


def _faults(
    form: FormDefinition, sent: Submitted, settings: Settings, texts: dict[str, str | None]
) -> Iterator[Fault]:
    for each in form.fields:
        text, file = texts[each.name], sent.files.get(each.name)
        if each.type == "file" and file:
            yield from _file_fault(each, file, settings)
        elif text is None:
            yield Fault(each.name, Say.NOT_ONE_VALUE)
        elif _missing(each, text):
            yield Fault(each.name, Say.REQUIRED)
        elif text and (say := trouble(each, text, settings.region)):
            yield Fault(each.name, say)
    contacts = [each for each in form.fields if each.type in CONTACTS]
    if not any(texts[each.name] != "" or each.required for each in contacts):
        yield Fault(contacts[0].name, Say.CONTACT)


def _file_fault(each: FieldDefinition, file: Upload, settings: Settings) -> Iterator[Fault]:
    if len(file.data) > settings.limits.file_bytes:
        yield Fault(each.name, Say.FILE_SIZE)
    elif genuine_type(file) is None:
        yield Fault(each.name, Say.FILE_KIND)


def _missing(each: FieldDefinition, text: str) -> bool:
    if each.type == "checkbox":
        return each.required and text.lower() in UNTICKED
    return each.required and not text


def _consent(form: FormDefinition, sent: Submitted) -> Iterator[Fault]:
    """Consent is to the words that stand there now, or it is none."""
    if form.consent is None:
        return
    given = _given(sent)
    if given is None and form.consent.required:
        yield Fault(CONSENT, Say.CONSENT)
    if given is not None and given not in {*TICKED, form.consent.version}:
        yield Fault(CONSENT, Say.CONSENT_CHANGED)


def _given(sent: Submitted) -> str | None:
    """The version that was ticked, or that something was; None where nothing was."""
    given = sent.values.get(CONSENT)
    if given is None or given is False or given == "":
        return None
    return "true" if given is True else str(given)


def _shown(form: FormDefinition, each: FieldDefinition, text: str) -> str:
    """As a person reads it."""
    if each.type == "checkbox":
        return words(Say.YES, form.language) if ticked(text) else ""
    return text
