"""Who is told when a client waits, and who is not."""

from datetime import timedelta

from contracts.company import (
    EmployeeLeft,
    EmployeeRegistered,
)
from contracts.conversation import (
    ClockStarted,
    ClockStep,
    ConversationAssigned,
    EscalationAcknowledged,
    EscalationRaised,
    MessageQueued,
    MessageSent,
)
from contracts.event import Subject
from contracts.ids import ClockId, EmployeeId, derived
from contracts.inbound import AddressKind
from contracts.notice import NoticeUnaddressed
from hub.house import House
from tests.clock import Hands
from tests.examples import ANNA, BORIS, DARIA, GLEB, NOON, TALK, message_id
from tests.story import (
    TALKING,
    happened,
    history,
    until,
)
from tests.watchdog.story import are_told, told, watched

BOTH = (AddressKind.TELEGRAM, AddressKind.EMAIL)
CLOCK = ClockId(derived("the clock of the story"))


def waits(*minutes: int, spacing: int = 60, on_duty: EmployeeId | None = None) -> ClockStarted:
    """Boris waits since noon; the chain climbs after these minutes."""
    steps = tuple(
        ClockStep(due_at=NOON + timedelta(minutes=after), level=level, via=BOTH)
        for level, after in enumerate(minutes)
    )
    return ClockStarted(
        conversation_id=TALK,
        clock_id=CLOCK,
        message_id=message_id(1),
        waiting_since=NOON,
        steps=steps,
        spacing_seconds=spacing,
        on_duty=on_duty,
        policy=1,
    )


async def raised(house: House) -> list[EmployeeId]:
    events = [one.event for one in await history(house, TALKING)]
    return [event.employee_id for event in events if isinstance(event, EscalationRaised)]


async def quiet(house: House, hands: Hands) -> None:
    """A day passes, and a second client's alarm proves that the watchdog looked."""
    hands.forward(days=1)
    other = {"conversation_id": derived("another talk")}
    subject = Subject("conversation", str(other["conversation_id"]))
    opened = (await history(house, TALKING))[0].event
    marker = waits(1, on_duty=DARIA).model_copy(update=other | {"clock_id": derived("marker")})
    await happened(house, subject, opened.model_copy(update=other), marker, key=BORIS)

    async def marked() -> bool:
        return DARIA in await told(house)

    await until(marked)


async def test_the_alarm_climbs_from_anna_to_gleb_to_daria(firm: House, hands: Hands) -> None:
    await happened(firm, TALKING, waits(10, 30, 120))

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=10)
        await are_told(firm, ANNA)
        hands.at = NOON + timedelta(minutes=30)
        await are_told(firm, ANNA, GLEB)
        hands.at = NOON + timedelta(minutes=120)
        await are_told(firm, ANNA, GLEB, DARIA)


async def test_an_answer_stops_the_chain(firm: House, hands: Hands) -> None:
    queued = MessageQueued(
        conversation_id=TALK, message_id=message_id(2), channel="telegram", account="x", text="да"
    )
    sent = MessageSent(conversation_id=TALK, message_id=message_id(2), attempt=1)
    await happened(firm, TALKING, waits(10, 30, 120))
    await happened(firm, TALKING, queued, sent, key=BORIS)

    async with watched(firm):
        await quiet(firm, hands)

    assert await raised(firm) == []


async def test_who_takes_it_on_stops_the_chain(firm: House, hands: Hands) -> None:
    await happened(firm, TALKING, waits(10, 30, 120))

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=10)
        await are_told(firm, ANNA)
        (escalation,) = [
            one.event
            for one in await history(firm, TALKING)
            if isinstance(one.event, EscalationRaised)
        ]
        taken = EscalationAcknowledged(
            conversation_id=TALK,
            clock_id=CLOCK,
            escalation_id=escalation.escalation_id,
            by=ANNA,
        )
        await happened(firm, TALKING, taken)
        await quiet(firm, hands)

    assert await raised(firm) == [ANNA]


async def test_after_an_outage_overdue_steps_fire_once_in_order_and_spaced(
    firm: House, hands: Hands
) -> None:
    await happened(firm, TALKING, waits(10, 30, 120, spacing=60))
    hands.at = NOON + timedelta(hours=8)

    async with watched(firm):
        await are_told(firm, ANNA)
        hands.forward(seconds=61)
        await are_told(firm, ANNA, GLEB)
        hands.forward(seconds=61)
        await are_told(firm, ANNA, GLEB, DARIA)

    assert await raised(firm) == [ANNA, GLEB, DARIA]


async def test_a_restart_tells_nobody_twice(firm: House, hands: Hands) -> None:
    await happened(firm, TALKING, waits(10, 30))
    hands.at = NOON + timedelta(minutes=11)
    async with watched(firm):
        await are_told(firm, ANNA)

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=31)
        await are_told(firm, ANNA, GLEB)


async def test_two_watchdogs_tell_once(firm: House, hands: Hands) -> None:
    await happened(firm, TALKING, waits(10))
    hands.at = NOON + timedelta(minutes=11)

    async with watched(firm), watched(firm):
        await quiet(firm, hands)

    assert (await told(firm)).count(ANNA) == 1


async def test_whoever_has_left_is_passed_over_for_the_next_above(
    firm: House, hands: Hands
) -> None:
    await happened(firm, Subject("employee", str(GLEB)), EmployeeLeft(employee_id=GLEB))
    await happened(firm, TALKING, waits(10, 30))

    async with watched(firm):
        hands.at = NOON + timedelta(hours=1)
        await are_told(firm, ANNA)
        hands.forward(seconds=61)
        await are_told(firm, ANNA, DARIA)


async def test_an_employee_without_an_address_is_noted_as_not_told(
    firm: House, hands: Hands
) -> None:
    nobody = EmployeeId(derived("zoya"))
    zoya = Subject("employee", str(nobody))
    await happened(firm, zoya, EmployeeRegistered(employee_id=nobody, name="Зоя"), key=nobody)
    await happened(firm, TALKING, ConversationAssigned(conversation_id=TALK, employee_id=nobody))
    await happened(firm, TALKING, waits(10))

    async with watched(firm):
        hands.at = NOON + timedelta(minutes=11)

        async def noted() -> bool:
            return any(isinstance(e.event, NoticeUnaddressed) for e in await history(firm))

        assert await until(noted)
