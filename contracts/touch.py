"""Touches: where clients come from, with the campaign and its price."""

from datetime import date, datetime

from contracts.event import Event, Personal
from contracts.ids import IdentityId, TouchId
from contracts.money import Money


class TouchRecorded(Event, name="touch.recorded"):
    """Somebody came from somewhere. Stands on the identity's touches, or on the visitor's.

    `source`, `medium` and `campaign` follow from what the site told, by `rule`, a version of ours.
    `visitor` is the keyed digest of the browser's random name; `identity_id` is empty until a form
    says who it is. `click` is the advertiser's name for the click. `inbound` and `key` are those of
    the inbound that told of it; of several touches of one inbound each has its `number`.
    """

    touch_id: TouchId
    identity_id: IdentityId | None = None
    visitor: str | None = None
    inbound: int
    key: str
    number: int
    at: datetime
    channel: str
    account: str
    source: str
    medium: str
    campaign: str | None = None
    content: str | None = None
    term: str | None = None
    click: str | None = None
    ad_id: str | None = None
    referrer: str | None = None
    """The host alone."""
    landing: Personal[str] = None
    rule: int = 1


class CampaignPriced(Event, name="campaign.priced"):
    """What a click costs in a campaign, from the beginning of this day (UTC) on."""

    campaign: str
    source: str | None = None
    """None: whatever the source."""
    click_price: Money
    valid_from: date
