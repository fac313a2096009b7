"""Answers: JSON for the script, a small page or a redirect for a plain HTML form."""

import json
from html import escape
from typing import Any

from channels.website.body import JSON, media_type
from channels.website.definition import FormDefinition, Language
from channels.website.rejected import Rejected
from channels.website.words import Say, words
from contracts.channel import WebAnswer, WebRequest

_NOSNIFF = ("x-content-type-options", "nosniff")
_NOT_KEPT = ("cache-control", "no-store")
_NOTHING_ELSE = ("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
_A_WHILE = ("cache-control", "public, max-age=300")
_FROM_ANYWHERE = ("cross-origin-resource-policy", "cross-origin")


def received(form: FormDefinition, request: WebRequest) -> WebAnswer:
    """Thanks."""
    thanks = form.thanks or words(Say.RECEIVED, form.language)
    if not _wants_page(request):
        return in_json(200, {"status": "received", "thanks": thanks})
    if form.thanks_url:
        return WebAnswer(status=303, headers=(("location", form.thanks_url), _NOT_KEPT))
    return _page(200, form.title, [thanks], form.language)


def rejection(
    rejected: Rejected, request: WebRequest, language: Language, form: FormDefinition | None
) -> WebAnswer:
    """What is wrong, all at once: a problem document (RFC 9457) with `errors`, or a page."""
    title = words(rejected.say, language)
    errors = [
        {"field": fault.field, "message": words(fault.say, language)} for fault in rejected.faults
    ]
    if _wants_page(request):
        labels = {each.name: each.label for each in form.fields} if form else {}
        said = (f"{labels.get(e['field'], e['field'])}: {e['message']}" for e in errors)
        answer = _page(rejected.status, form.title if form else "", [title, *said], language)
    else:
        answer = _problem(rejected, title, errors)
    return with_headers(answer, *rejected.headers)


def in_json(status: int, value: dict[str, Any]) -> WebAnswer:
    """Data that nobody keeps."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return WebAnswer(status=status, body=body, media_type=JSON, headers=(_NOSNIFF, _NOT_KEPT))


def to_keep(body: bytes, kind: str) -> WebAnswer:
    """What is the same for everybody for some minutes."""
    return WebAnswer(
        status=200, body=body, media_type=kind, headers=(_NOSNIFF, _A_WHILE, _FROM_ANYWHERE)
    )


def with_headers(answer: WebAnswer, *headers: tuple[str, str]) -> WebAnswer:
    """The answer, with these headers as well."""
    return answer.model_copy(update={"headers": (*answer.headers, *headers)})


def _wants_page(request: WebRequest) -> bool:
    """A browser that leaves its page for the answer says so; a script does not."""
    return "text/html" in (request.header("accept") or "") and media_type(request) != JSON


def _problem(rejected: Rejected, title: str, errors: list[dict[str, str]]) -> WebAnswer:
    problem = {
        "type": f"urn:omnihub:problem:{rejected.say.value}",
        "title": title,
        "status": rejected.status,
        "errors": errors,
    }
    answer = in_json(rejected.status, problem)
    return answer.model_copy(update={"media_type": "application/problem+json"})


def _page(status: int, title: str, lines: list[str], language: Language) -> WebAnswer:
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    body = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><h1>{escape(title)}</h1>{said}</html>"
    ).encode("utf-8", "replace")
    headers = (_NOSNIFF, _NOT_KEPT, _NOTHING_ELSE)
    return WebAnswer(
        status=status, body=body, media_type="text/html; charset=utf-8", headers=headers
    )
