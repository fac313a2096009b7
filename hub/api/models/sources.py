"""Sources, as the API shows them."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel

from hub.api.amounts import Amount


class Group(StrEnum):
    """What a row is of."""

    SOURCE = "source"
    CAMPAIGN = "campaign"
    MEDIUM = "medium"


class SourceRow(BaseModel):
    """What came of leads that were opened in the time asked for, and what the clicks in it cost.

    Leads that no touch is known of count for their channel. `won` counts deals, `won_amount` sums
    their prices, `cost` the clicks; sums are exact, one for each currency. `cost_per_lead` and
    `cost_per_won` are rounded to the minor unit, and empty where there is nothing to divide by.
    """

    key: str | None
    leads: int
    qualified: int
    rejected: int
    open: int
    won: int
    won_amount: list[Amount]
    clicks: int
    cost: list[Amount]
    cost_per_lead: list[Amount]
    cost_per_won: list[Amount]


class Sources(BaseModel):
    """Where clients came from; `model` says which of a lead's touches gets the credit."""

    model: Literal["first", "last"]
    group: Group
    since: datetime | None
    until: datetime | None
    rows: list[SourceRow]
