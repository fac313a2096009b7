"""Cards, as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from contracts.client import LinkRule
from contracts.inbound import AddressKind
from hub.api.models.conversations import Conversation


class Because(BaseModel):
    """Why an identity is on its card."""

    rule: LinkRule | None
    version: int | None
    evidence: str | None
    by: str | None


class IdentityOnCard(BaseModel):
    """An address of a client; `value` is empty where the person was erased."""

    identity_id: UUID
    kind: AddressKind
    value: str | None
    name: str | None
    claimed_at: datetime
    linked_at: datetime | None
    because: Because


class Merge(BaseModel):
    """A merge that can be undone."""

    merge_id: UUID
    absorbed_id: UUID
    merged_at: datetime
    merged_by: str
    rule: LinkRule
    evidence: str | None


class Client(BaseModel):
    """A card in the list."""

    client_id: UUID
    name: str | None
    registered_at: datetime
    identities: list[IdentityOnCard]


class ClientCard(Client):
    """A card opened. `absorbed_into`: another card has it, and this one is empty."""

    absorbed_into: UUID | None
    merges: list[Merge]
    conversations: list[Conversation]
