"""News of calls on real engines: what the log has forgotten is not forgotten by the hub."""

from collections.abc import AsyncIterator

import pytest

from contracts.event import Event, Recorded, Subject
from contracts.ids import IdentityId, LeadId, derived, drawn
from contracts.inbound import CallPhase, Inbound
from contracts.lead import LeadAttached, LeadOpened
from hub.commands import States, carry_out
from hub.house import House
from hub.log.codec import By
from tests.capture.arriving import chat, news
from tests.capture.working import captured, capturing, count, outcomes, projecting, put
from tests.examples import NOON, VERA

RINGING = news("1", CallPhase.RINGING)
ANSWERED = news("2", CallPhase.ANSWERED, 1)
NOBODY = ()
"""News of a recording do not say who called."""
RECORDED = news("3", CallPhase.RECORDED, 3, who=NOBODY, recording="https://pbx.example/1.wav")


@pytest.fixture
async def exchange(house: House) -> AsyncIterator[House]:
    async with projecting(house), capturing(house):
        yield house


async def told(house: House, *inbounds: Inbound) -> list[Recorded[Event]]:
    """One after the other, each decided on what the log says by then."""
    events: list[Recorded[Event]] = []
    for inbound in inbounds:
        await put(house, inbound)
        events = await captured(house)
    return events


async def test_news_without_a_number_open_no_second_lead(exchange: House) -> None:
    events = await told(exchange, RINGING, ANSWERED, RECORDED)

    assert count(events, "lead.opened") == 1
    assert outcomes(events) == {1: "call.reported", 2: "call.reported", 3: "call.reported"}


async def test_news_without_a_number_open_no_lead_of_a_known_client(exchange: House) -> None:
    before = news("0", CallPhase.RINGING, -9, call="c0")

    events = await told(exchange, before, RINGING, RECORDED)

    assert count(events, "lead.opened") == 1


async def test_an_answer_without_a_number_calls_off_the_call_back(exchange: House) -> None:
    answered = news("2", CallPhase.ANSWERED, 1, who=NOBODY)

    events = await told(exchange, RINGING, news("4", CallPhase.MISSED, 1), answered)

    assert count(events, "task.opened") == count(events, "task.cancelled") == 1


async def test_a_lead_that_was_taken_off_a_card_is_not_opened_by_the_next_news(
    exchange: House,
) -> None:
    events = await told(exchange, RINGING)
    (opened,) = (one for one in events if isinstance(one.event, LeadOpened))
    await attached(exchange, opened.subject)

    events = await told(exchange, ANSWERED)

    assert count(events, "lead.opened") == 1
    assert outcomes(events)[2] == "call.reported"


async def attached(house: House, subject: Subject) -> None:
    """It is Vera's lead."""
    lead = LeadId(derived("lead", subject.id))
    event = LeadAttached(lead_id=lead, identity_id=IdentityId(VERA), by="anna")

    def decide(_: States) -> list[tuple[Subject, Event]]:
        return [(subject, event)]

    seq = await carry_out(house, drawn(), By("anna", NOON), [subject], decide)
    await house.progress.reached(["leads", "aggregates"], seq)


async def test_the_same_name_at_two_exchanges_is_two_calls(exchange: House) -> None:
    await put(exchange, RINGING, account="shop")
    await put(exchange, RINGING, account="branch")
    events = await captured(exchange)

    assert len({one.subject for one in events if one.subject.aggregate == "call"}) == 2
    assert count(events, "lead.opened") == 1


async def test_a_call_and_a_chat_in_one_batch_each_leave_one_outcome(house: House) -> None:
    async with projecting(house):
        await put(house, RINGING, chat("5"), RECORDED, ANSWERED)
        async with capturing(house):
            events = await captured(house)

    assert len(outcomes(events)) == 4
    assert "inbound.parked" not in outcomes(events).values()
