"""What the operator says about a telephone exchange."""

import re
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

import phonenumbers
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

_SHORTEST_SECRET = 16
_HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?")
_ACCOUNT_SID = re.compile(r"AC[0-9a-f]{32}")
_HEADER = re.compile(r"[\x20-\x7e]+")


class Format(StrEnum):
    """How the exchange speaks."""

    GENERIC = "generic"
    TWILIO = "twilio"


def _listed(value: Any) -> Any:
    """A command line has only text: there, commas part the values."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _secret(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value().strip()) < _SHORTEST_SECRET:
        raise ValueError(f"a secret has {_SHORTEST_SECRET} characters or more")
    return secret


def _public_url(url: str) -> str:
    parts = urlsplit(url)
    plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    # reading the port of an address that has a wrong one raises ValueError: it is wrong then
    if parts.scheme not in {"http", "https"} or not parts.hostname or not plain or parts.port == 0:
        raise ValueError("this looks like https://hub.example.com/hooks/phone, without a question")
    return url.rstrip("/")


def _host(host: str) -> str:
    if not _HOST.fullmatch(host):
        raise ValueError("a host looks like records.example.com, or .example.com for all below it")
    return host


def _region(region: str) -> str:
    if region not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError("this is not the code of a country, such as RU")
    return region


def _account_sid(sid: str) -> str:
    if not _ACCOUNT_SID.fullmatch(sid):
        raise ValueError("Twilio's name of an account is AC and 32 hexadecimal digits")
    return sid


def _header(value: SecretStr) -> SecretStr:
    if not _HEADER.fullmatch(value.get_secret_value()):
        raise ValueError("a header is a line of printable ASCII")
    return value


class Settings(BaseModel):
    """One exchange. What is wrong with it is said without repeating it: it holds secrets.

    With the format `generic` the exchange POSTs JSON to `public_url`, signed with the secret:

    ```
    POST /hooks/phone HTTP/1.1
    Content-Type: application/json
    X-Omnihub-Signature: t=1793620800,v1=<hex HMAC-SHA256 of "1793620800." and the body>

    {"id": "event-1", "call": "call-7", "phase": "ringing", "direction": "in",
     "from": "+79161234567", "to": "+74951234567", "at": "2026-11-02T12:00:00Z"}
    ```

    `id` names the event: one that comes again has the same. `call` names the call. `phase` is
    `ringing`, `answered`, `ended`, `missed` or `recorded`; `direction` is `in` or `out`. Besides
    there may be `line` (our number), `extension` (the colleague's), `duration_seconds` (how long
    they spoke), `recording_url` (with `recorded` there must be), and `hidden` (true: the caller
    withheld the number). The time in the signature may be 300 seconds off; to change the secret
    without a gap, list both, or sign with both: `t=…,v1=…,v1=…`. Whatever is not answered 2xx is
    to be sent again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    format: Format = Field(
        description="How the exchange speaks: `generic` (signed JSON) or `twilio`."
    )
    secrets: Annotated[
        tuple[Annotated[SecretStr, AfterValidator(_secret)], ...], BeforeValidator(_listed)
    ] = Field(
        min_length=1,
        max_length=3,
        description="What its webhooks are signed with (Twilio: the Auth Token); while it is "
        "changed, the new one and the old one, parted by a comma.",
    )
    public_url: Annotated[str, AfterValidator(_public_url)] = Field(
        description="The address that the exchange calls, as it is entered there: "
        "https://…/hooks/<account>. Twilio signs it."
    )
    lines: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        default=(),
        description="Our numbers, parted by commas: who calls from one of them is not a client.",
    )
    region: Annotated[str, AfterValidator(_region)] = Field(
        default="RU", description="The country (ISO 3166) of numbers without a country code."
    )
    dials: bool = Field(
        default=False,
        description="Twilio answers by itself and rings the colleagues with <Dial>: then only "
        "their legs tell that somebody has answered.",
    )
    recording_hosts: Annotated[
        tuple[Annotated[str, AfterValidator(_host)], ...], BeforeValidator(_listed)
    ] = Field(
        default=(),
        description="Where recordings may be fetched, parted by commas: host, host:port, or "
        ".domain for all below it. Twilio's are known.",
    )
    recording_authorization: Annotated[SecretStr, AfterValidator(_header)] | None = Field(
        default=None,
        description="The header Authorization for these hosts, such as `Bearer …`.",
    )
    account_sid: Annotated[str, AfterValidator(_account_sid)] | None = Field(
        default=None,
        description="Twilio's name of the account (AC…), where its recordings want a password.",
    )

    @property
    def keys(self) -> tuple[bytes, ...]:
        """The secrets as signatures take them, the current one first."""
        return tuple(secret.get_secret_value().encode() for secret in self.secrets)
