"""Touches, as the API shows them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from hub.api.amounts import Amount


class Touch(BaseModel):
    """A marketing contact; `seq` is the position of its event on the log."""

    touch_id: UUID
    seq: int
    at: datetime
    identity_id: UUID | None
    client_id: UUID | None = None
    channel: str
    account: str
    source: str
    medium: str
    campaign: str | None
    content: str | None
    term: str | None
    click: str | None
    ad_id: str | None
    referrer: str | None
    landing: str | None


class CardTouch(Touch):
    """A touch of a card; `cost` is of a paid click, where its campaign has a price."""

    cost: Amount | None


class CardTouches(BaseModel):
    """How a client came here: the first touch, and up to 200, the newest first."""

    first: CardTouch | None
    items: list[CardTouch]
