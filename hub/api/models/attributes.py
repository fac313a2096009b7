"""Attributes of a card, as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel


class Attribute(BaseModel):
    """Something that a person wrote down about a client; `said_by` is who."""

    attribute: str
    value: str
    identity_id: UUID
    said_at: datetime
    said_by: str


class Attributes(BaseModel):
    """What is written down about a client, in the order of the names."""

    items: list[Attribute]
