"""Signing in, as the API shows it."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from hub.vault.links import Purpose


class SignedIn(BaseModel):
    """Who came in; the cookie came with it."""

    employee_id: UUID


class OpenSession(BaseModel):
    """A session that is open. `current`: it is the one that asks."""

    session_id: UUID
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    device: str
    current: bool


class OpenSessions(BaseModel):
    """Sessions, the newest first."""

    items: list[OpenSession]


class Ended(BaseModel):
    """How many sessions are void now."""

    ended: int


class LinkShown(BaseModel):
    """A link that works once; it is shown this once."""

    url: str
    expires_at: datetime


class LinkLooked(BaseModel):
    """What a link is for; `name` and `login` are of whom it was given to."""

    purpose: Purpose
    name: str | None
    login: str | None
    expires_at: datetime


class SecondFactor(BaseModel):
    """What an authenticator app wants to know; it counts once a code confirms it."""

    secret: str
    uri: str
    svg: str


class BindingCode(BaseModel):
    """Whoever writes `code` to the bot binds that Telegram; `url` does it with one tap."""

    url: str | None
    code: str
    expires_at: datetime
