"""What a form means: a lead or a deal on the card that was typed; what was typed proves nothing."""

from dataclasses import replace

from contracts.client import ClientRegistered
from contracts.deal import DealOpened
from contracts.identity import IdentityClaimed
from contracts.inbound import Consent, Form, Opens, Strength, Touch
from contracts.lead import FormReceived, LeadOpened, LeadQualified
from contracts.pipeline import Stage
from contracts.touch import TouchRecorded
from hub.domain.pipeline import Pipeline
from tests.capture.arriving import (
    BORIS_CHATS,
    BORIS_MAILS,
    BORIS_PHONE,
    MAIL_TYPED,
    PHONE_TYPED,
    chat,
    filled,
    identity,
    letter,
    names,
    only,
    picture,
    said,
    typed,
    visit,
)
from tests.examples import ANNA, NOON

ORDER = Form(name="order", opens=Opens.DEAL)
NEW = ["identity.claimed", "client.registered", "lead.opened", "form.received"]


def test_whoever_fills_in_a_form_for_the_first_time_is_a_card_and_a_lead() -> None:
    (first,) = said(picture(), filled("1"))

    assert names(first) == NEW
    assert only(first, LeadOpened).claimed
    assert only(first, LeadOpened).title == "Phone: 8 (916)"


def test_the_caller_who_fills_in_a_form_is_one_card() -> None:
    known = picture()

    call, form = said(known, chat("1", BORIS_PHONE), filled("2"))

    assert only(form, FormReceived).identity_id == only(call, IdentityClaimed).identity_id
    assert "client.registered" not in names(form)


def test_a_second_form_stands_on_the_lead_that_is_open() -> None:
    first, second = said(picture(), filled("1"), filled("2"))

    assert names(second) == ["form.received"]
    assert only(second, FormReceived).lead_id == only(first, LeadOpened).lead_id


def test_the_same_submission_is_recognised() -> None:
    _, again = said(picture(), filled("1"), filled("1"))

    assert names(again) == ["inbound.repeated"]


def test_two_typed_addresses_are_not_linked() -> None:
    known = picture()

    form, mail = said(known, filled("1", PHONE_TYPED, MAIL_TYPED), letter("2", BORIS_MAILS))

    assert names(form) == NEW
    registered = only(mail, ClientRegistered)
    assert registered.client_id != only(form, ClientRegistered).client_id


def test_the_address_that_is_known_is_whose_form_it_is() -> None:
    known = picture()

    mail, form = said(known, letter("1", BORIS_MAILS), filled("2", PHONE_TYPED, MAIL_TYPED))

    assert only(form, FormReceived).identity_id == only(mail, IdentityClaimed).identity_id


def test_where_claims_are_switched_off_a_form_is_nobodys_whom_we_know() -> None:
    mentioned = typed(PHONE_TYPED.kind, PHONE_TYPED.value, Strength.MENTIONED)

    known, form = said(picture(), chat("1", BORIS_PHONE), filled("2", mentioned))

    assert names(form) == NEW
    assert only(form, IdentityClaimed).identity_id != only(known, IdentityClaimed).identity_id
    assert not only(form, LeadOpened).claimed
    assert only(form, IdentityClaimed).name == "Boris"


def test_an_order_form_opens_a_deal_at_the_first_stage() -> None:
    (order,) = said(picture(), filled("1", form=ORDER))

    assert names(order) == [*NEW, "lead.qualified", "deal.opened"]
    deal = only(order, DealOpened)
    assert (deal.pipeline, deal.stage) == ("sales", "intent")
    assert deal.lead_id == only(order, LeadOpened).lead_id
    assert only(order, LeadQualified).deal_id == deal.deal_id


def test_an_order_on_a_lead_that_is_somebodys_is_theirs_as_well() -> None:
    known = picture()
    said(known, filled("1"))
    ((id_, lead),) = known.interest.leads.items()
    known.interest.leads[id_] = replace(lead, assignee=ANNA)

    (order,) = said(known, filled("2", form=ORDER), after=1)

    assert only(order, DealOpened).owner_id == ANNA


def test_an_order_is_with_whom_its_lead_is_whichever_address_was_typed() -> None:
    known = picture()
    said(known, chat("0", BORIS_CHATS, BORIS_MAILS))

    (order,) = said(known, filled("2", MAIL_TYPED, form=ORDER), after=1)

    assert only(order, DealOpened).identity_id == identity(BORIS_CHATS)


def test_an_order_form_may_name_its_stage() -> None:
    repairs = Pipeline("repairs", "Repairs", (Stage(name="new", title="New"),))
    known = picture()
    known.interest.pipelines["repairs"] = repairs
    form = Form(name="order", opens=Opens.DEAL, pipeline="repairs", stage="new")

    (order,) = said(known, filled("1", form=form))

    assert only(order, DealOpened).stage == "new"


def test_an_order_form_for_a_stage_that_is_gone_is_a_lead_and_says_so() -> None:
    form = Form(name="order", opens=Opens.DEAL, stage="gone")

    (order,) = said(picture(), filled("1", form=form))

    assert names(order) == NEW
    assert "gone" in (only(order, FormReceived).trouble or "")


def test_consent_is_kept_as_it_was_given() -> None:
    consent = Consent(version="2", text="I agree.", at=NOON, address="203.0.113.7")

    (form,) = said(picture(), filled("1", form=Form(name="callback", consent=consent)))

    assert only(form, FormReceived).consent == consent


def test_every_touch_is_a_fact_and_the_same_one_is_one() -> None:
    first = Touch(at=NOON, utm_source="Yandex", utm_medium="cpc", utm_campaign="spring")
    last = Touch(at=NOON, referrer="https://www.google.com/", landing="https://firm.example/a")

    (form,) = said(picture(), filled("1", touches=(first, last, last)))

    touches = [event for event in form if isinstance(event, TouchRecorded)]
    assert [(t.source, t.campaign, t.number) for t in touches] == [
        ("yandex", "spring", 0),
        ("google", None, 1),
    ]
    assert {t.identity_id for t in touches} == {only(form, LeadOpened).identity_id}


def test_a_visit_and_the_form_after_it_tell_of_one_touch() -> None:
    touch = Touch(at=NOON, utm_source="vk", visitor="v1")

    seen, form = said(picture(), visit("1", touch), filled("2", touches=(touch,)))

    assert names(seen) == ["touch.recorded"]
    assert only(seen, TouchRecorded).identity_id is None
    assert only(seen, TouchRecorded).touch_id == only(form, TouchRecorded).touch_id


def test_whoever_shows_the_number_of_a_form_opens_no_second_lead() -> None:
    _, shown = said(picture(), filled("1"), chat("2", BORIS_CHATS, BORIS_PHONE))

    assert "client.merged" not in names(shown)
    assert "identity.linked" in names(shown)
    assert "lead.opened" not in names(shown)


def test_whoever_has_asked_before_opens_no_second_lead_by_writing() -> None:
    _, message = said(picture(), chat("1", BORIS_CHATS), chat("2", BORIS_CHATS))

    assert "lead.opened" not in names(message)
