"""A form that was filled in: a lead, or straight a deal, on the card that what was typed points to.

What somebody types proves nothing: it attaches the lead to the card that has this address, marked
as claimed; it links no second address, and no conversation begins with it.
"""

from collections.abc import Iterator

from contracts.client import LinkRule, Why
from contracts.errors import Invalid
from contracts.event import Event, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import ClientId, DealId, IdentityId, KeyId, LeadId, derived
from contracts.inbound import AddressKind, Form, Opens
from contracts.lead import FormReceived, LeadOpened, LeadQualified
from contracts.pipeline import SALES
from hub.capture.confirming import confirmation
from hub.capture.outcomes import parked
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender
from hub.capture.touches import touch_facts
from hub.domain import joining
from hub.domain.deal import Deal
from hub.domain.deal_commands import OpenDeal, Setting
from hub.domain.identity import Identity
from hub.domain.lead import Lead
from hub.domain.selling import decide as decide_deal
from hub.log.inbounds import Arrived

_TITLE = 200


def form_facts(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    """Whose it is, its lead, what was written, whether that is confirmed, where they came from."""
    form = arrived.inbound.form
    if form is None:
        return [parked(arrived.seq, arrived.channel, arrived.account, "a form without its fields")]
    who = _whose(picture, arrived, sender)
    cards = [] if picture.known(who.id) else _card(picture, arrived, who)
    lead = picture.interest.open_lead(picture.theirs(who.id))
    lead_id = (lead and lead.lead_id) or LeadId(derived("lead", arrived.key))
    told, silent = confirmation(picture, arrived, sender, form, who)
    begun = list(_lead(picture, arrived, who, form, lead_id, silent, new=lead is None))
    facts = [Fact(subject, event, KeyId(who.id)) for subject, event in begun]
    return [*cards, *facts, *told, *touch_facts(arrived, who.id)]


def _whose(picture: Picture, arrived: Arrived, sender: Sender) -> Identity:
    """The first typed address that is known; else the first; else one of the submission's own."""
    known = (one for one in sender.claimed if picture.known(one.id))
    found = next(known, None) or next(iter(sender.claimed), None)
    return found or _stranger(arrived)


def _stranger(arrived: Arrived) -> Identity:
    id_ = IdentityId(derived("identity", "form", arrived.key))
    name = next((address.name for address in arrived.inbound.sender if address.name), None)
    return Identity(id_, AddressKind.VISITOR, f"form:{arrived.key}", name)


def _card(picture: Picture, arrived: Arrived, who: Identity) -> list[Fact]:
    """A card of its own for an address that is on none."""
    claim = IdentityClaimed(identity_id=who.id, kind=who.kind, value=who.value, name=who.name)
    subject, key = Subject("identity", str(who.id)), KeyId(who.id)
    claims = [] if who.id in picture.cards else [Fact(subject, claim, key)]
    why = Why(rule=LinkRule.FIRST_CONTACT, evidence=arrived.key, by="capture")
    client = ClientId(derived("client", arrived.key))
    registered = joining.register(client, who.id, who.name, why)
    return claims + [Fact(Subject("client", str(card)), event, key) for card, event in registered]


def _lead(
    picture: Picture,
    arrived: Arrived,
    who: Identity,
    form: Form,
    lead_id: LeadId,
    silent: str | None,
    *,
    new: bool,
) -> Iterator[tuple[Subject, Event]]:
    subject = Subject("lead", str(lead_id))
    if new:
        yield subject, _opened(arrived, who, form, lead_id)
    deal, gone = _deal(picture, arrived, who, form, lead_id)
    trouble = "; ".join(filter(None, [gone, silent])) or None
    yield subject, _received(arrived, who, form, lead_id, trouble)
    if deal:
        deal_id = DealId(derived("deal", arrived.key))
        yield subject, LeadQualified(lead_id=lead_id, deal_id=deal_id)
        for event in deal:
            yield Subject("deal", str(deal_id)), event


def _opened(arrived: Arrived, who: Identity, form: Form, lead_id: LeadId) -> LeadOpened:
    return LeadOpened(
        lead_id=lead_id,
        identity_id=who.id,
        channel=arrived.channel,
        account=arrived.account,
        claimed=who.kind is not AddressKind.VISITOR,
        title=arrived.inbound.text[:_TITLE] or None,
        form=form.name,
    )


def _received(
    arrived: Arrived, who: Identity, form: Form, lead_id: LeadId, trouble: str | None
) -> FormReceived:
    return FormReceived(
        lead_id=lead_id,
        identity_id=who.id,
        inbound=arrived.seq,
        key=arrived.key,
        channel=arrived.channel,
        account=arrived.account,
        form=form.name,
        fields=form.fields or None,
        attachments=arrived.inbound.attachments or None,
        consent=form.consent,
        page=form.page,
        trouble=trouble,
    )


def _deal(
    picture: Picture, arrived: Arrived, who: Identity, form: Form, lead_id: LeadId
) -> tuple[list[Event], str | None]:
    """The deal that an order form opens; where its pipeline or stage is none, the lead is kept."""
    if form.opens is not Opens.DEAL:
        return [], None
    pipeline = picture.interest.pipeline(form.pipeline or SALES)
    lead = picture.interest.leads.get(lead_id, Lead())
    command = OpenDeal(
        deal_id=DealId(derived("deal", arrived.key)),
        identity_id=lead.identity_id or who.id,
        lead_id=lead_id,
        stage=form.stage,
        title=arrived.inbound.text[:_TITLE] or None,
        owner_id=lead.assignee,
        channel=arrived.channel,
        account=arrived.account,
    )
    on_duty = picture.policy.on_duty if picture.policy else None
    setting = Setting(pipeline, arrived.at, picture.working, on_duty)
    try:
        return decide_deal(Deal(), command, setting), None
    except Invalid as error:
        return [], f"{form.pipeline or SALES}, {form.stage or 1}: {error}"
