"""The funnel, as the API shows it."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel


class By(StrEnum):
    """What a funnel is drawn for: all of it, or each of these."""

    STAGE = "stage"
    DAY = "day"
    SOURCE = "source"
    CHANNEL = "channel"
    MANAGER = "manager"


class StageNumbers(BaseModel):
    """Stays in a stage that began in the time asked for; `entered` = `left` + `inside`, always.

    `left` = `forward` + `back` + `won` + `lost`. `deals` counts each deal once, of which
    `deals_on` went on from here (to a later stage, or won) and `deals_won` are won now; `to_next`
    and `to_won` are their shares. Seconds are of stays that ended. `title` and the place in the
    order are empty for a stage that the pipeline no longer has.
    """

    stage: str
    title: str | None
    entered: int
    left: int
    forward: int
    back: int
    won: int
    lost: int
    inside: int
    deals: int
    deals_on: int
    deals_won: int
    to_next: float | None
    to_won: float | None
    median_seconds: float | None
    p90_seconds: float | None
    mean_seconds: float | None


class LeadNumbers(BaseModel):
    """Leads that were opened in the time asked for, as they stand now; `to_qualified` is a share.

    `opened` = `open` + `qualified` + `rejected`.
    """

    opened: int = 0
    open: int = 0
    qualified: int = 0
    rejected: int = 0
    to_qualified: float | None = None


class FunnelGroup(BaseModel):
    """One funnel; `key` is the day (UTC), source, channel or employee that it is of.

    A lead that nobody holds, and a deal without a source or channel, have no key.
    """

    key: str | None
    leads: LeadNumbers
    stages: list[StageNumbers]


class Funnel(BaseModel):
    """The funnel of a pipeline, for stays and leads that began in a time; None: without bound."""

    pipeline: str
    by: By
    since: datetime | None
    until: datetime | None
    groups: list[FunnelGroup]
