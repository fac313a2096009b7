"""Boris fills in the forms of a shop: what he sends, and what the operator has set."""

import json
from typing import Any
from urllib.parse import urlencode

from contracts.channel import WebRequest

SHOP = "https://shop.example"
HUB = "https://hub.example/hooks/site/"
SUBMISSION = "0190d5b2-0000-4000-8000-00000000000b"
VISITOR = "a-browser-of-boris-0001"
BROWSER = (("origin", SHOP), ("accept", "text/html,*/*;q=0.8"))

CALLBACK: dict[str, Any] = {
    "name": "callback",
    "title": "Обратный звонок",
    "fields": [
        {"name": "name", "label": "Имя", "type": "name"},
        {"name": "email", "label": "Почта", "type": "email"},
        {"name": "phone", "label": "Телефон", "type": "phone", "required": True},
        {"name": "comment", "label": "Вопрос", "type": "textarea", "max_length": 50},
        {"name": "size", "label": "Размер", "type": "select", "options": ["S", "M"]},
        {"name": "count", "label": "Сколько", "type": "number"},
        {"name": "gift", "label": "Подарок", "type": "checkbox"},
    ],
}
"""A form in Russian, with a field of nearly every type."""

ORDER: dict[str, Any] = {
    "name": "order",
    "title": "Order",
    "language": "en",
    "fields": [
        {"name": "email", "label": "E-mail", "type": "email"},
        {"name": "drawing", "label": "Drawing", "type": "file"},
    ],
    "opens": "deal",
    "pipeline": "sales",
    "stage": "offer",
    "consent": {"version": "2026-1", "text": "I agree."},
    "claims": False,
}
"""A form in English that opens a deal, asks for consent, and takes a file."""

TYPED = {"name": "Борис", "phone": "8 (916) 123-45-67"}
TAKEN_TIME = {"_opened": 1_700_000_000_000, "_sent": 1_700_000_009_000}
SCRIPTED = {**TYPED, **TAKEN_TIME, "_submission": SUBMISSION}
ORDERED = {**TAKEN_TIME, "email": "Boris@Client.test", "_consent": "2026-1"}


def site(*changes: dict[str, Any], **settings: object) -> dict[str, Any]:
    """Settings: the two forms, the first ones changed like this."""
    padded = (*changes, {}, {})[:2]
    forms = [form | changed for form, changed in zip((CALLBACK, ORDER), padded, strict=True)]
    return {"origins": [SHOP], "forms": forms} | settings


def asked(
    method: str, path: str, *headers: tuple[str, str], body: bytes = b"", query: str = ""
) -> WebRequest:
    """A request from Boris's browser, on a page of the shop unless it says otherwise."""
    named = {name for name, _ in headers}
    pairs = tuple(tuple(pair.split("=", 1)) for pair in query.split("&") if pair)
    return WebRequest.model_validate(
        {
            "method": method,
            "path": path,
            "url": HUB + path,
            "query": pairs,
            "headers": (*headers, *(() if "origin" in named else [("origin", SHOP)])),
            "body": body,
            "remote": "203.0.113.7",
        }
    )


def as_json(value: object, form: str = "callback", *headers: tuple[str, str]) -> WebRequest:
    """What the script sends."""
    body = json.dumps(value).encode()
    return asked("POST", f"forms/{form}", ("content-type", "application/json"), *headers, body=body)


def as_page(values: dict[str, Any], form: str = "callback", query: str = "") -> WebRequest:
    """What a plain HTML form sends."""
    kind = ("content-type", "application/x-www-form-urlencoded")
    body = urlencode(values).encode()
    return asked("POST", f"forms/{form}", kind, *BROWSER, body=body, query=query)


def as_multipart(
    values: dict[str, Any],
    files: dict[str, tuple[str, bytes]] | None = None,
    form: str = "order",
    *headers: tuple[str, str],
) -> WebRequest:
    """What the script sends of a form that takes files."""
    heads = {f'form-data; name="{name}"': str(value).encode() for name, value in values.items()}
    for field, (name, data) in (files or {}).items():
        heads[f'form-data; name="{field}"; filename="{name}"'] = data
    parts = (
        b"--x7\r\nContent-Disposition: " + head.encode() + b"\r\n\r\n" + data + b"\r\n"
        for head, data in heads.items()
    )
    kind = ("content-type", "multipart/form-data; boundary=x7")
    return asked("POST", f"forms/{form}", kind, *headers, body=b"".join(parts) + b"--x7--\r\n")
