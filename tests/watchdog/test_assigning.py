"""Whose a new lead is, and that they are told at once."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time

import pytest

from contracts.client import IdentityLinked, LinkRule, Why
from contracts.company import REPLY_POLICY, CalendarSet, Interval, PolicySet, Step
from contracts.conversation import ConversationAssigned, MessageQueued
from contracts.deal import DealAssigned, DealOpened
from contracts.event import Event, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import DealId, EmployeeId, IdentityId, LeadId, derived, drawn
from contracts.inbound import AddressKind
from contracts.lead import AssignmentRule, LeadAssigned, LeadQualified, LeadRejected
from hub.commands import States, carry_out
from hub.house import House
from hub.log.codec import By
from tests.clock import Hands
from tests.examples import ANNA, BORIS, BORIS_BY_MAIL, BORIS_CARD, DARIA, GLEB, TALK, message_id
from tests.story import TALKING, happened, history, until
from tests.watchdog.story import (
    are_assigned,
    lead,
    looked,
    owners,
    takes,
    takes_leads,
    watched,
)

DEAL = DealId(derived("the order"))


async def test_leads_go_in_turn(firm: House) -> None:
    await takes_leads(firm, ANNA, GLEB, DARIA)
    for number in range(4):
        await lead(firm, number)

    async with watched(firm):
        await are_assigned(firm, ANNA, GLEB, DARIA, ANNA)


async def test_the_turn_goes_on_where_it_was(firm: House) -> None:
    await takes_leads(firm, ANNA, GLEB)
    async with watched(firm):
        await lead(firm, 1)
        await are_assigned(firm, ANNA)

    async with watched(firm):
        await lead(firm, 2)
        await are_assigned(firm, ANNA, GLEB)


async def test_without_a_rotation_leads_wait_for_somebody_to_take_them(firm: House) -> None:
    await lead(firm, 1)

    async with watched(firm):
        await looked(firm)

    assert await owners(firm) == []


async def test_whoever_takes_no_leads_now_is_passed_over(firm: House) -> None:
    await takes_leads(firm, ANNA, GLEB)
    await takes(firm, ANNA, available=False)
    for number in range(2):
        await lead(firm, number)

    async with watched(firm):
        await are_assigned(firm, GLEB, GLEB)


async def test_what_came_while_nobody_was_there_is_assigned_oldest_first(firm: House) -> None:
    await takes_leads(firm, ANNA, GLEB)
    await takes(firm, ANNA, available=False)
    await takes(firm, GLEB, available=False)
    waiting = [await lead(firm, number) for number in range(3)]

    async with watched(firm):
        await looked(firm)
        assert await owners(firm) == []
        await takes(firm, ANNA, available=True)
        await are_assigned(firm, ANNA, ANNA, ANNA)

    given = [one.event for one in await history(firm) if isinstance(one.event, LeadAssigned)]
    assert [event.lead_id for event in given] == waiting


async def office(house: House) -> None:
    """Work is from nine to one and from two to six, in Berlin."""
    day = (Interval(start=time(9), end=time(13)), Interval(start=time(14), end=time(18)))
    calendar = CalendarSet(name="office", timezone="Europe/Berlin", week=(day,) * 7)
    policy = PolicySet(
        name=REPLY_POLICY, calendar="office", steps=(Step(after_seconds=600, level=0),)
    )
    await happened(house, Subject("calendar", "office"), calendar)
    await happened(house, Subject("policy", REPLY_POLICY), policy)


async def test_at_lunch_leads_wait_until_work_goes_on(firm: House, hands: Hands) -> None:
    await office(firm)
    await takes_leads(firm, ANNA)
    hands.at = datetime(2026, 11, 2, 12, 30, tzinfo=UTC)
    async with watched(firm):
        await lead(firm, 1)
        await looked(firm)
        assert await owners(firm) == []
        hands.at = datetime(2026, 11, 2, 13, 0, tzinfo=UTC)
        await are_assigned(firm, ANNA)


async def on_boris_card(house: House) -> IdentityId:
    """Boris's mail, which nobody has dealt with, but which is on his card."""
    claimed = IdentityClaimed(
        identity_id=BORIS_BY_MAIL, kind=AddressKind.EMAIL, value="b@example.com", name="Борис"
    )
    subject = Subject("identity", str(BORIS_BY_MAIL))
    await happened(house, subject, claimed, key=BORIS_BY_MAIL)
    why = Why(rule=LinkRule.BY_HAND, by="test")
    linked = IdentityLinked(client_id=BORIS_CARD, identity_id=BORIS_BY_MAIL, why=why)
    await happened(house, Subject("client", str(BORIS_CARD)), linked, key=BORIS_BY_MAIL)
    return BORIS_BY_MAIL


async def gleb_had_the_lead(house: House) -> None:
    id_ = await lead(house, 100, BORIS)
    subject = Subject("lead", str(id_))
    await happened(house, subject, LeadAssigned(lead_id=id_, employee_id=GLEB))
    await happened(house, subject, LeadRejected(lead_id=id_, reason="no money"))


async def gleb_has_the_deal(house: House) -> None:
    id_ = DealId(derived("the old deal"))
    opened = DealOpened(
        deal_id=id_, identity_id=BORIS, pipeline="sales", stage="intent", owner_id=GLEB
    )
    await happened(house, Subject("deal", str(id_)), opened, key=BORIS)


async def gleb_holds_the_conversation(house: House) -> None:
    assigned = ConversationAssigned(conversation_id=TALK, employee_id=GLEB)
    await happened(house, TALKING, assigned)


async def gleb_answered(house: House) -> None:
    await happened(house, TALKING, ConversationAssigned(conversation_id=TALK, employee_id=None))
    answer = MessageQueued(
        conversation_id=TALK,
        message_id=message_id(7),
        channel="telegram",
        account="tg",
        text="Здравствуйте",
        by=GLEB,
    )
    await happened(house, TALKING, answer, key=BORIS)


@pytest.mark.parametrize(
    "dealt", [gleb_had_the_lead, gleb_has_the_deal, gleb_holds_the_conversation, gleb_answered]
)
async def test_a_known_client_goes_to_their_last_manager(
    firm: House, dealt: Callable[[House], Awaitable[None]]
) -> None:
    """Anna held his conversation before, and it would be her turn."""
    await dealt(firm)
    await takes_leads(firm, ANNA)
    await lead(firm, 1, await on_boris_card(firm))

    async with watched(firm):
        await until(lambda: assigned_by_the_hub(firm))

    assert await assigned_by_the_hub(firm) == [(GLEB, AssignmentRule.LAST_MANAGER)]


async def assigned_by_the_hub(house: House) -> list[tuple[EmployeeId | None, AssignmentRule]]:
    found = [one.event for one in await history(house) if one.actor == "watchdog"]
    return [(e.employee_id, e.rule) for e in found if isinstance(e, LeadAssigned)]


async def test_a_known_client_whose_manager_is_away_is_whose_turn_it_is(firm: House) -> None:
    await takes_leads(firm, GLEB)
    await takes(firm, ANNA, available=False)
    await lead(firm, 1, BORIS)

    async with watched(firm):
        await are_assigned(firm, GLEB)


async def test_where_the_company_wants_it_known_clients_take_their_turn(firm: House) -> None:
    await takes_leads(firm, GLEB, prefer_last=False)
    await lead(firm, 1, BORIS)

    async with watched(firm):
        await are_assigned(firm, GLEB)


async def test_a_form_in_a_clients_name_brings_nobody_but_their_manager_to_the_card(
    firm: House,
) -> None:
    """Anna holds his conversation; she is away, and known clients take their turn."""
    await takes_leads(firm, GLEB, prefer_last=False)
    await takes(firm, ANNA, available=False)
    await lead(firm, 1, BORIS, claimed=True)

    async with watched(firm):
        await are_assigned(firm, ANNA)


async def test_a_lead_that_went_to_the_last_manager_counts_as_a_turn(firm: House) -> None:
    await takes_leads(firm, ANNA, GLEB)
    await lead(firm, 1, BORIS)
    await lead(firm, 2)

    async with watched(firm):
        await are_assigned(firm, ANNA, GLEB)


async def test_an_order_goes_to_one_owner_with_its_lead(firm: House) -> None:
    await takes_leads(firm, ANNA)
    id_ = await lead(firm, 1)
    subject = Subject("deal", str(DEAL))
    opened = DealOpened(
        deal_id=DEAL,
        identity_id=IdentityId(derived("client", 1)),
        lead_id=id_,
        pipeline="sales",
        stage="intent",
    )
    qualified = LeadQualified(lead_id=id_, deal_id=DEAL)
    await happened(firm, subject, opened)
    await happened(firm, Subject("lead", str(id_)), qualified)

    async with watched(firm):
        await are_assigned(firm, ANNA)

    last = (await history(firm, subject))[-1].event
    assert last == DealAssigned(deal_id=DEAL, employee_id=ANNA)


async def test_a_hand_that_assigns_while_the_hub_does_leaves_one_owner(firm: House) -> None:
    """Both decide on the same position: the log takes one of them, and the other sees it."""
    await takes_leads(firm, ANNA)

    async with watched(firm):
        for number in range(5):
            id_ = await lead(firm, number)
            subject = Subject("lead", str(id_))
            await by_hand(firm, subject, id_)
        await looked(firm)

    events = [one.event for one in await history(firm)]
    given = [event.lead_id for event in events if isinstance(event, LeadAssigned)]
    assert len(given) == len(set(given)) == 5


async def by_hand(house: House, subject: Subject, id_: LeadId) -> None:
    def decide(states: States) -> list[tuple[Subject, Event]]:
        taken = LeadAssigned(lead_id=id_, employee_id=GLEB)
        return [(subject, taken)] if states[subject].assignee is None else []

    await carry_out(house, drawn(), By(f"employee:{GLEB}", house.clock()), [subject], decide)


async def test_two_watchdogs_assign_once(firm: House) -> None:
    await takes_leads(firm, ANNA, GLEB)
    for number in range(4):
        await lead(firm, number)

    async with watched(firm), watched(firm):
        await looked(firm)

    assert await owners(firm) == [ANNA, GLEB, ANNA, GLEB]
