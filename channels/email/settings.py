"""What the operator says about a mailbox."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from channels.email.address import in_ascii

CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def _single_line(value: str) -> str:
    """Refuse what could end a command line of IMAP or SMTP (CVE-2025-15366)."""
    if CONTROLS.search(value):
        raise ValueError("control characters are not allowed here")
    return value


def _secret(value: SecretStr) -> SecretStr:
    _single_line(value.get_secret_value())
    return value


def _address(value: str) -> str:
    return in_ascii(value)


def _host(value: str) -> str:
    if not value or re.search(r"[\s/@]", value):
        raise ValueError("this is not the name of a server")
    return value


Line = Annotated[str, AfterValidator(_single_line)]
Secret = Annotated[SecretStr, AfterValidator(_secret)]
Server = Annotated[Line, AfterValidator(_host)]
Port = Annotated[int, Field(ge=1, le=65535)]
Tls = Literal["tls", "starttls", "none"]


class EmailSettings(BaseModel):
    """A mailbox: where mail is read, and where answers are handed in."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    address: Annotated[Line, AfterValidator(_address)] = Field(
        description="The address of the mailbox; answers come from it."
    )
    name: Line = Field("", max_length=200, description="The name beside the address in answers.")

    imap_host: Server = Field(description="The server that mail is read from (IMAP).")
    imap_port: Port = Field(993, description="Its port: 993 for tls, 143 for starttls and none.")
    imap_tls: Tls = Field("tls", description="How the line to it is protected.")
    user: Line = Field(min_length=1, description="The login name, often the address itself.")
    password: Secret = Field(description="The password; many providers want one made for apps.")
    folder: Line = Field("INBOX", min_length=1, description="The folder that is read.")

    smtp_host: Server | None = Field(
        None, description="The server that takes answers (SMTP); empty: the one mail is read from."
    )
    smtp_port: Port = Field(465, description="Its port: 465 for tls, 587 for starttls.")
    smtp_tls: Tls = Field("tls", description="How the line to it is protected.")
    smtp_user: Line | None = Field(
        None,
        description="The login name there. Unset: the same as for reading; "
        "an empty word: the server wants no login.",
    )
    smtp_password: Secret | None = Field(None, description="Unset: the same as for reading.")

    ca_file: Path | None = Field(
        None, description="A file with the certificate authority that signed the servers' names."
    )
    verify: bool = Field(
        True, description="Check the servers' certificates. Switch off only in a network you own."
    )
    poll_seconds: float = Field(
        60,
        gt=0,
        le=1500,
        description="How often the folder is compared, besides being told of new mail at once.",
    )

    @property
    def domain(self) -> str:
        """What follows the @ of our address."""
        return self.address.rpartition("@")[2]
