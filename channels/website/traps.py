"""Robots: what no person would have sent is set aside, where people can still see it.

The sender is told what everybody is told, so that a robot learns nothing. Only what would have
been taken otherwise is judged by its time.
"""

from channels.website.body import Submitted
from channels.website.definition import FormDefinition
from channels.website.meta import Meta

HONEYPOT = "honeypot"
TOO_FAST = "filled in too fast"
NO_TIME = "does not say when the form was opened"
NO_SCRIPT = "sent without the script"


def in_honeypot(form: FormDefinition, sent: Submitted) -> bool:
    """Whether something stands in the field that no person sees."""
    value = sent.values.get(form.honeypot)
    blank = not value or (isinstance(value, str) and not value.strip())
    return not blank or form.honeypot in sent.files


def trap(form: FormDefinition, said: Meta, *, of_a_page: bool) -> str | None:
    """Why this was no person; None where it may have been one.

    A program of the company's own (`of_a_page` is False: it names no origin) takes the time that
    it takes. A plain HTML form knows no time, and is taken unless the form asks for the script.
    """
    if not of_a_page:
        return None
    if not said.by_script:
        return NO_SCRIPT if form.require_script else None
    if not form.min_seconds:
        return None
    if said.elapsed_seconds is None:
        return NO_TIME
    return TOO_FAST if said.elapsed_seconds < form.min_seconds else None
