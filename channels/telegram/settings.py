"""What the operator says about a Telegram bot."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]+")


def _token(token: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("a token looks like 123456:ABC-DEF, as @BotFather gave it")
    return token


def _api_base(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("the address of a Bot API server looks like https://api.telegram.org")
    return url


def _proxy(url: SecretStr) -> SecretStr:
    parts = urlsplit(url.get_secret_value())
    if parts.scheme not in {"http", "socks5"} or not parts.hostname or not parts.port:
        raise ValueError("a proxy looks like socks5://user:password@host:port or http://host:port")
    return url


class Settings(BaseModel):
    """One bot. What is wrong with it is said without repeating it: it holds secrets."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        description="The bot's token, as @BotFather gave it."
    )
    api_base: Annotated[str, AfterValidator(_api_base)] = Field(
        default="https://api.telegram.org",
        description="The Bot API server: Telegram's own, or one that the company runs.",
    )
    proxy: Annotated[SecretStr, AfterValidator(_proxy)] | None = Field(
        default=None,
        description="A proxy on the way to the server: http://… or socks5://…, with its port.",
    )
    poll_seconds: int = Field(
        default=25,
        ge=1,
        le=50,
        description="How long the server may wait for news before it answers that there are none.",
    )
