"""A small company's sales, told at their times; the numbers of it are worked out by hand.

Boris came by an advertisement, then by a search, filled in the form and bought. Vera came by the
advertisement, pressing twice, and thought it too dear. Pyotr wrote, and lived too far away.
Somebody came by another campaign and said nothing.
"""

from datetime import datetime
from itertools import count
from uuid import UUID

from contracts.client import ClientRegistered, LinkRule, Why
from contracts.deal import DealPriced
from contracts.event import Draft, Event, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import ClientId, DealId, EventId, IdentityId, KeyId, LeadId, derived
from contracts.inbound import AddressKind
from contracts.lead import LeadQualified, LeadRejected
from contracts.money import Money
from contracts.touch import CampaignPriced
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_of
from hub.log.streams import EVENTS
from tests.examples import ANNA, BORIS, BORIS_CARD, GLEB, NOON, VERA, VERA_CARD
from tests.projections.sales import (
    DEAL,
    LEAD,
    PRICE,
    begun,
    came,
    day,
    given_to,
    interested,
    lost,
    minute,
    moved,
    won,
)
from tests.story import ALL, PATIENCE_SECONDS

PYOTR = IdentityId(derived("identity", "pyotr"))
PYOTR_CARD = ClientId(derived("card", "pyotr"))
VERAS, PYOTRS = LeadId(derived("lead", 2)), LeadId(derived("lead", 3))
VERAS_DEAL, OWN_DEAL = DealId(derived("deal", 2)), DealId(derived("deal", 3))


def about(what: str, id_: object) -> Subject:
    return Subject(what, str(id_))


class Selling:
    def __init__(self, house: House) -> None:
        self.house = house
        self._numbers, self._last = count(), 0

    async def tell(
        self, subject: Subject, *events: Event, at: datetime = NOON, key: UUID = BORIS
    ) -> int:
        """These facts come onto the log, at that time."""
        await self.house.keys.ensure([KeyId(key)])
        drafts = [
            Draft(subject, EventId(derived("selling", next(self._numbers))), event, KeyId(key))
            for event in events
        ]
        before = {subject: await last_of(self.house.nc, EVENTS, str(subject))}
        self._last = await self.house.log.append(drafts, By("test", at), before)
        return self._last

    async def shown(self) -> None:
        """Every view shows them."""
        await self.house.progress.reached(ALL, self._last, seconds=PATIENCE_SECONDS)

    async def card(self, identity: IdentityId, card: ClientId, name: str) -> None:
        """Somebody is known."""
        claimed = IdentityClaimed(
            identity_id=identity, kind=AddressKind.PHONE, value="+74950000000", name=name
        )
        why = Why(rule=LinkRule.FIRST_CONTACT, by="test")
        registered = ClientRegistered(client_id=card, identity_id=identity, name=name, why=why)
        await self.tell(about("identity", identity), claimed, key=identity)
        await self.tell(about("client", card), registered, key=identity)

    async def cast(self) -> None:
        """All three are known."""
        await self.card(BORIS, BORIS_CARD, "Борис")
        await self.card(VERA, VERA_CARD, "Вера")
        await self.card(PYOTR, PYOTR_CARD, "Пётр")

    async def touches(self) -> None:
        """Who came from where, and what a click costs: ten roubles, from the second day on more."""
        google = {"source": "google", "medium": "organic", "identity_id": BORIS}
        autumn = {"campaign": "autumn", "visitor": "v", "identity_id": VERA, "click": "g7"}
        first = came(1, day(1, 10), campaign="autumn", visitor="b", click="y1", identity_id=BORIS)
        told = [
            first,
            came(2, day(2, 11), **google),
            came(3, day(2, 11), **autumn),
            came(4, minute(-1), **autumn),
            came(5, day(2, 11), campaign="winter", visitor="x"),
        ]
        for event in told:
            await self.tell(about("touch", event.identity_id or event.visitor), event)
        prices = [
            ("autumn", None, 1, 1000),
            ("autumn", "yandex", 2, 1250),
            ("winter", None, 1, 500),
        ]
        for campaign, source, since, minor in prices:
            price = CampaignPriced(
                campaign=campaign,
                source=source,
                click_price=Money(minor=minor, currency="RUB"),
                valid_from=day(since).date(),
            )
            await self.tell(about("campaign", derived(campaign, source)), price)

    async def leads(self) -> None:
        """Three of them; two are worth pursuing."""
        mine, hers, his = (about("lead", one) for one in (LEAD, VERAS, PYOTRS))
        pyotrs = interested(PYOTRS, PYOTR, channel="telegram", account="bot")
        far = LeadRejected(lead_id=PYOTRS, reason="далеко")
        await self.tell(mine, interested(), given_to(ANNA), at=minute(0))
        await self.tell(hers, interested(VERAS, VERA), given_to(GLEB, lead=VERAS), at=minute(5))
        await self.tell(his, pyotrs, far, at=minute(6))
        await self.tell(mine, LeadQualified(lead_id=LEAD, deal_id=DEAL), at=minute(10))
        await self.tell(hers, LeadQualified(lead_id=VERAS, deal_id=VERAS_DEAL), at=minute(15))

    async def deals(self) -> None:
        """One is won after a step back, one is lost, one has just begun."""
        first, second, third = (about("deal", one) for one in (DEAL, VERAS_DEAL, OWN_DEAL))
        opened = begun(lead_id=LEAD, owner_id=ANNA, channel="forms")
        hers = begun(VERAS_DEAL, identity_id=VERA, lead_id=VERAS, owner_id=GLEB, channel="forms")
        await self.tell(first, opened, at=minute(10))
        await self.tell(second, hers, at=minute(15))
        await self.tell(first, moved(2, "intent", "documents"), at=minute(20))
        await self.tell(third, begun(OWN_DEAL, owner_id=ANNA), at=minute(30))
        await self.tell(second, lost(1, VERAS_DEAL), at=minute(45))
        await self.tell(first, moved(3, "documents", "intent"), at=minute(50))
        await self.tell(first, moved(4, "intent", "agreement"), at=minute(60))
        await self.tell(first, DealPriced(deal_id=DEAL, price=PRICE), won(4), at=minute(100))

    async def everything(self) -> None:
        """All of it, and every view shows it."""
        for told in (self.cast, self.touches, self.leads, self.deals, self.shown):
            await told()
