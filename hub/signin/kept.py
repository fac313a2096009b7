"""What signing in stands on: the vault's tables, the hash, and how long things last."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from sqlalchemy.ext.asyncio import AsyncEngine

from hub.clock import Clock
from hub.log.sealing import Secret
from hub.settings import Settings
from hub.signin.passwords import Passwords
from hub.vault.attempts import Attempts
from hub.vault.credentials import Credentials
from hub.vault.links import Links
from hub.vault.sessions import Lasting, Sessions


@dataclass(frozen=True, slots=True)
class Kept:
    """One for the process."""

    passwords: Passwords
    credentials: Credentials
    sessions: Sessions
    links: Links
    attempts: Attempts

    @classmethod
    def of(cls, settings: Settings, vault: AsyncEngine, secret: Secret, clock: Clock) -> Self:
        """As the settings want it."""
        lasting = Lasting(
            timedelta(minutes=settings.session_idle_minutes),
            timedelta(hours=settings.session_hours),
        )
        return cls(
            Passwords(settings.password_memory_kib, settings.password_passes),
            Credentials(vault, secret, clock),
            Sessions(vault, clock, lasting),
            Links(vault, secret, clock),
            Attempts(vault, clock),
        )
