"""Channel accounts, as the API shows them: never a secret."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from contracts.inbound import AddressKind


class ChannelAccount(BaseModel):
    """An account. `state` is up, faltering or paused; `remedy` says what the operator has to do."""

    account: str
    channel: str
    state: str
    connected_at: datetime
    changed_at: datetime
    reason: str | None
    remedy: str | None


class ChannelKind(BaseModel):
    """A way to reach people that is installed; `settings` is the JSON schema of its form."""

    name: str
    title: str
    identity_kinds: list[AddressKind]
    text_limit: int
    threads: bool
    buttons: bool
    edits: bool
    attachments: bool
    secrets: list[str]
    settings: dict[str, Any]
