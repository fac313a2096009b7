"""What the operator says about a site and its forms."""

import re
from typing import Annotated
from urllib.parse import urlsplit

import phonenumbers
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from channels.website.definition import FormDefinition

_MIB = 1024 * 1024
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_LOOK = "an origin looks like https://shop.example, without anything behind it"


def _origin(value: str) -> str:
    """As browsers write it: in lower case, in ASCII, without the usual port."""
    try:
        parts = urlsplit(value)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:
        raise ValueError(_LOOK) from error
    host = f"[{host}]" if ":" in host else host
    port = None if port == _PORTS.get(parts.scheme) else port
    bare = not (parts.path or parts.query or parts.fragment or parts.username)
    if parts.scheme not in _PORTS or not bare or not _HOST.fullmatch(host):
        raise ValueError(_LOOK)
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _region(value: str) -> str:
    if value not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError("a region is a country of two capital letters, like RU (ISO 3166)")
    return value


def _forms(forms: tuple[FormDefinition, ...]) -> tuple[FormDefinition, ...]:
    names = [form.name for form in forms]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(f"two forms are named {twice}")
    if not names:
        raise ValueError("a site needs at least one form")
    return forms


class Limits(BaseModel):
    """How much is taken; what is beyond is refused, and the visitor is told."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    body_bytes: int = Field(
        default=128 * 1024,
        ge=1024,
        le=_MIB,
        description="The most bytes of a submission without files.",
    )
    file_bytes: int = Field(
        default=5 * _MIB, ge=1024, le=20 * _MIB, description="The most bytes of one file."
    )
    per_ip_minute: int = Field(
        default=10,
        ge=1,
        le=10_000,
        description="Submissions a minute from one address (IPv6: a /64).",
    )
    per_form_minute: int = Field(
        default=60,
        ge=1,
        le=100_000,
        description="Submissions a minute of one form, from everywhere.",
    )


class Settings(BaseModel):
    """A site: which pages may send, and its forms."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    origins: tuple[Annotated[str, AfterValidator(_origin)], ...] = Field(
        (),
        max_length=100,
        strict=False,
        description="The sites whose pages may send, for example https://shop.example. "
        "A page with the referrer policy no-referrer says no origin and is refused.",
    )
    without_origin: bool = Field(
        default=False,
        description="Take submissions from servers of yours as well. Browsers name their page's "
        "origin with every POST, also of a plain HTML form; only programs do not.",
    )
    forms: Annotated[tuple[FormDefinition, ...], AfterValidator(_forms)] = Field(
        strict=False,
        description="The forms, as JSON: --set forms=@forms.json; see docs/website.md.",
    )
    visits: bool = Field(
        default=False, description="Have visits from campaigns told, before a form is filled in."
    )
    region: Annotated[str, AfterValidator(_region)] = Field(
        "RU", description="The country of phone numbers that are typed without a country code."
    )
    limits: Limits = Field(
        default_factory=Limits,
        description="How much is taken, as JSON: body_bytes, file_bytes, per_ip_minute, "
        "per_form_minute.",
    )

    @model_validator(mode="after")
    def _somebody_may_send(self) -> "Settings":
        if not self.origins and not self.without_origin:
            raise ValueError("name the site's origins: nobody could send a form")
        return self
