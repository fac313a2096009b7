"""Settings: from the environment, `OMNIHUB_<AREA>_<NOUN>`; what is not set has a sensible value.

Each may stand in a file instead, `OMNIHUB_<AREA>_<NOUN>_FILE`. What else a start asks of them is in
`hub.configuration`.
"""

import os
import socket
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, IPvAnyNetwork, SecretStr
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from hub.configuration.addresses import DatabaseUrl, NatsUrl, WebUrl, WebUrls
from hub.configuration.files import Files


def _words(value: Any) -> Any:
    """What stands between commas."""
    if not isinstance(value, str):
        return value
    return tuple(word.strip() for word in value.split(",") if word.strip())


def _small(value: Any) -> Any:
    """INFO is info."""
    return value.lower() if isinstance(value, str) else value


def _instance() -> str:
    """The machine, and the process on it."""
    return f"{socket.gethostname()}-{os.getpid()}"


class Language(StrEnum):
    """In which the hub speaks to employees."""

    RUSSIAN = "ru"
    ENGLISH = "en"


class LogLevel(StrEnum):
    """From where on something is worth a line in the log."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(
        env_prefix="OMNIHUB_",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    data: Path = Field(
        default=Path("omnihub-data"),
        description="The folder that holds everything: engines, blobs, the deployment's secret.",
    )
    nats_url: NatsUrl | None = Field(
        default=None,
        description="An external nats-server, or several of a cluster, parted by commas; without "
        "it one is started here.",
    )
    nats_monitor_url: WebUrls | None = Field(
        default=None,
        description="Its monitoring port, or those of a cluster: asked whether it writes before "
        "it answers.",
    )
    nats_replicas: int = Field(default=1, ge=1, le=5, description="Copies of each stream.")
    database_url: DatabaseUrl | None = Field(
        default=None,
        description="An external PostgreSQL, `postgresql://user:password@host:port`, with the "
        "databases `views` and `vault`; without it one is started here.",
    )
    secret: SecretStr | None = Field(
        default=None,
        description="The deployment's secret, 64 hexadecimal digits; without it the data folder's "
        "file `secret` is used, and made at the first start.",
    )
    api_host: str = Field(default="127.0.0.1", description="The address that the API listens on.")
    api_port: int = Field(default=8400, ge=0, le=65535, description="Its port.")
    api_url: WebUrl | None = Field(
        default=None,
        description="How browsers and providers reach the API, for links in alarms and for hooks.",
    )
    api_trusted_proxies: Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_words)] = (
        Field(
            default=(),
            description="Addresses or networks of reverse proxies, parted by commas: "
            "X-Forwarded-For counts from them, and from nobody else.",
        )
    )
    session_idle_minutes: int = Field(
        default=30, ge=1, le=1440, description="Without a request for so long, a session ends."
    )
    session_hours: int = Field(
        default=12, ge=1, le=168, description="A session ends after so long, whatever happens."
    )
    password_memory_kib: int = Field(
        default=65_536, ge=8, description="The memory that one hash of a password takes (argon2id)."
    )
    password_passes: int = Field(
        default=3, ge=1, le=100, description="How often a hash goes over its memory."
    )
    ops_host: str = Field(
        default="127.0.0.1", description="The address that health and metrics are served on."
    )
    ops_port: int | None = Field(
        default=None,
        ge=0,
        le=65535,
        description="Its port: /health/live, /health/ready, /metrics without a token, in every "
        "role; without it they are the API's alone.",
    )
    room_tight_percent: int = Field(
        default=90, ge=1, le=100, description="A store as full as this raises an alarm."
    )
    room_cramped_percent: int = Field(
        default=95, ge=1, le=100, description="From here on attachments are not taken."
    )
    room_full_percent: int = Field(
        default=98, ge=1, le=100, description="From here on nothing is accepted."
    )
    room_reserve_bytes: int = Field(
        default=32 * 1024 * 1024,
        ge=0,
        description="A store with less room than this is full, whatever its share; with less than "
        "twice as much it takes no attachments, with less than four times as much it is tight.",
    )
    database_room_bytes: int | None = Field(
        default=None,
        ge=1,
        description="How large the databases of an external PostgreSQL may become together; "
        "without it nobody watches their room.",
    )
    instance: str = Field(
        default_factory=_instance,
        description="What this process is called in leases, metrics and logs.",
    )
    otlp_endpoint: WebUrl | None = Field(
        default=None,
        description="Where traces are sent to, OTLP over HTTP, for example "
        "http://127.0.0.1:4318/v1/traces; without it none are made.",
    )
    trace_share: float = Field(
        default=1.0, ge=0.0, le=1.0, description="Which share of the contacts is traced."
    )
    language: Language = Field(
        default=Language.RUSSIAN, description="In which the hub speaks to employees."
    )
    company_name: str = Field(
        default="", description="What the company calls itself: `{company}` in canned answers."
    )
    phone_region: str = Field(
        default="RU", description="The country (ISO 3166) of numbers without a country code."
    )
    log_level: Annotated[LogLevel, BeforeValidator(_small)] = Field(
        default=LogLevel.INFO, description="debug, info, warning or error."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What the program says goes before the environment, and that before files it names."""
        _ = dotenv_settings, file_secret_settings
        return init_settings, env_settings, Files(settings_cls)
