"""Touches: where do clients come from, and what does a click cost?"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from contracts.event import Recorded
from contracts.ids import IdentityId, TouchId
from contracts.touch import CampaignPriced, TouchRecorded
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class TouchRow:
    """A touch; `at` is when it happened, `seq` where it stands on the log.

    `identity_id` is who was known first to have it, empty for as long as nobody is.
    """

    touch_id: TouchId
    identity_id: IdentityId | None
    visitor: str | None
    at: datetime
    seq: int
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


TOUCHES = Table(
    "touches",
    TouchRow,
    key=("touch_id",),
    indexes=("(identity_id)", "(visitor)", "(seq)", "(at)"),
)


@TOUCHES.opens(TouchRecorded, key=lambda e: (e.event.touch_id,))
def recorded_once(row: TouchRow | None, recorded: Recorded[TouchRecorded]) -> TouchRow:
    """Somebody came from somewhere; who it was may be told later."""
    event = recorded.event
    if row is not None:
        return replace(
            row,
            identity_id=row.identity_id or event.identity_id,
            landing=row.landing or event.landing,
        )
    return TouchRow(
        touch_id=event.touch_id,
        identity_id=event.identity_id,
        visitor=event.visitor,
        at=event.at,
        seq=recorded.seq,
        channel=event.channel,
        account=event.account,
        source=event.source,
        medium=event.medium,
        campaign=event.campaign,
        content=event.content,
        term=event.term,
        click=event.click,
        ad_id=event.ad_id,
        referrer=event.referrer,
        landing=event.landing,
    )


@dataclass(frozen=True, slots=True)
class TouchedRow:
    """Whose touch it is: one browser may speak for several identities, each has its touches."""

    touch_id: TouchId
    identity_id: IdentityId


TOUCHED = Table("touched", TouchedRow, key=("touch_id", "identity_id"), indexes=("(identity_id)",))


def _whose(recorded: Recorded[TouchRecorded]) -> Key | None:
    event = recorded.event
    return (event.touch_id, event.identity_id) if event.identity_id else None


@TOUCHED.opens(TouchRecorded, key=_whose)
def touched(row: TouchedRow | None, recorded: Recorded[TouchRecorded]) -> TouchedRow:
    """Somebody is known to have come that way."""
    return row or TouchedRow(*(_whose(recorded) or ()))


@dataclass(frozen=True, slots=True)
class CampaignPriceRow:
    """What a click costs from a day (UTC) on, in minor units; `source` empty: whatever it is."""

    campaign: str
    source: str
    valid_from: date
    minor: int
    currency: str


CAMPAIGN_PRICES = Table(
    "campaign_prices", CampaignPriceRow, key=("campaign", "source", "valid_from")
)


@CAMPAIGN_PRICES.opens(
    CampaignPriced, key=lambda e: (e.event.campaign, e.event.source or "", e.event.valid_from)
)
def priced(_: CampaignPriceRow | None, recorded: Recorded[CampaignPriced]) -> CampaignPriceRow:
    """The last price that was set for a day is the one."""
    event, price = recorded.event, recorded.event.click_price
    source = event.source or ""
    return CampaignPriceRow(event.campaign, source, event.valid_from, price.minor, price.currency)


touches = Projection(
    "touches",
    version=1,
    question="Where do clients come from, and what does a click cost?",
    tables=(TOUCHES, TOUCHED, CAMPAIGN_PRICES),
)
