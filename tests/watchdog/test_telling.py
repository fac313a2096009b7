"""Told at once: the owner of a new lead hears of it, once, whatever happens."""

from contracts.account import ChannelConnected
from contracts.company import EmployeeBound, EmployeeRegistered
from contracts.event import Subject
from contracts.ids import EmployeeId, LeadId, derived
from contracts.inbound import AddressKind
from contracts.lead import AssignmentRule, LeadAssigned
from contracts.notice import NoticeUnaddressed
from hub.house import House
from tests.examples import ANNA, DARIA, GLEB, NOON
from tests.story import happened, history, until
from tests.watchdog.story import (
    alarm,
    are_told,
    lead,
    looked,
    queued,
    takes_leads,
    tidings,
    told,
    watched,
)

ZOYA = EmployeeId(derived("zoya"))


async def assigned(house: House, number: int, to: EmployeeId) -> LeadId:
    """The hub gave somebody a lead, and died before it told them."""
    id_ = await lead(house, number)
    event = LeadAssigned(lead_id=id_, employee_id=to, rule=AssignmentRule.IN_TURN)
    await happened(house, Subject("lead", str(id_)), event)
    return id_


async def test_the_owner_of_a_new_lead_is_told(firm: House) -> None:
    await takes_leads(firm, ANNA)

    async with watched(firm):
        id_ = await lead(firm, 1)
        await are_told(firm, ANNA)

    assert await tidings(firm) == [(ANNA, [id_])]


async def test_whoever_was_not_told_before_a_crash_is_told_after_it_once(firm: House) -> None:
    id_ = await assigned(firm, 1, ANNA)
    async with watched(firm):
        await are_told(firm, ANNA)

    async with watched(firm):
        await looked(firm)

    assert await tidings(firm) == [(ANNA, [id_]), (DARIA, [])]


async def test_two_watchdogs_tell_of_a_lead_once(firm: House) -> None:
    id_ = await assigned(firm, 1, ANNA)

    async with watched(firm), watched(firm):
        await looked(firm)

    assert [told for told in await tidings(firm) if told[0] == ANNA] == [(ANNA, [id_])]


async def test_a_lead_that_went_on_is_told_to_whose_it_is(firm: House) -> None:
    id_ = await assigned(firm, 1, ANNA)
    passed_on = LeadAssigned(lead_id=id_, employee_id=GLEB)
    await happened(firm, Subject("lead", str(id_)), passed_on)

    async with watched(firm):
        await looked(firm)

    assert ANNA not in await told(firm)
    assert (GLEB, [id_]) in await tidings(firm)


async def test_a_storm_of_leads_is_a_digest(firm: House) -> None:
    leads = [await assigned(firm, number, ANNA) for number in range(25)]

    async with watched(firm):
        await are_told(firm, ANNA, ANNA)

    assert await tidings(firm) == [(ANNA, leads[:20]), (ANNA, leads[20:])]


async def test_an_alarm_and_a_lead_go_together(firm: House) -> None:
    id_ = await assigned(firm, 1, DARIA)
    talk = await alarm(firm)

    async with watched(firm):
        await are_told(firm, DARIA)

    (notice,) = await queued(firm)
    assert [one.conversation_id for one in notice.alarms] == [talk]
    assert [one.about_id for one in notice.tidings] == [id_]


async def test_somebody_with_two_addresses_is_told_on_both(firm: House) -> None:
    anna = Subject("employee", str(ANNA))
    mail = EmployeeBound(
        employee_id=ANNA, kind=AddressKind.EMAIL, value="anna@example.com", digest="anna by mail"
    )
    await happened(firm, anna, mail, key=ANNA)
    connected = ChannelConnected(channel="email", account="box", connected_at=NOON)
    await happened(firm, Subject("channel", "box"), connected)
    await assigned(firm, 1, ANNA)

    async with watched(firm):
        await are_told(firm, ANNA, ANNA)

    assert [one.account for one in await queued(firm)] == ["box", "tg"]


async def test_somebody_without_an_address_is_noted_as_not_told(firm: House) -> None:
    registered = EmployeeRegistered(employee_id=ZOYA, name="Зоя")
    await happened(firm, Subject("employee", str(ZOYA)), registered, key=ZOYA)
    id_ = await assigned(firm, 1, ZOYA)

    async with watched(firm):
        await until(lambda: unaddressed(firm))
        await looked(firm)

    assert [(e.employee_id, e.tidings[0].about_id) for e in await unaddressed(firm)] == [
        (ZOYA, id_)
    ]


async def unaddressed(house: House) -> list[NoticeUnaddressed]:
    events = [one.event for one in await history(house)]
    return [event for event in events if isinstance(event, NoticeUnaddressed)]
