"""Now: who waits, how long, for whom, and who is told next, as the watchdog would say."""

from datetime import timedelta
from uuid import UUID

import pytest

from contracts.company import ReportingChanged
from contracts.conversation import (
    ClockStarted,
    ClockStep,
    ConversationAssigned,
    EscalationAcknowledged,
    MessageQueued,
)
from contracts.event import Subject
from contracts.ids import ClockId, ConversationId, EmployeeId, EscalationId, MessageId, derived
from contracts.inbound import AddressKind
from hub.domain.escalation import climb
from hub.house import House
from hub.views.read import states
from hub.watchdog.company import load_people
from tests.api.caller import Caller
from tests.api.story import Story
from tests.clock import Hands
from tests.examples import ANNA, DARIA, GLEB, NOON, TALK, VERA, VERA_CARD

VERAS = ConversationId(derived("talk", "vera"))
_STEPS = tuple(
    ClockStep(due_at=NOON + timedelta(minutes=10 * n + 10), level=n, via=(AddressKind.EMAIL,))
    for n in range(2)
)


async def waits(story: Story, talk: ConversationId, message: MessageId, minutes: int) -> None:
    """A clock with two steps: the assignee, or DARIA on duty; then their head."""
    started = ClockStarted(
        conversation_id=talk,
        clock_id=ClockId(derived("clock", talk)),
        message_id=message,
        waiting_since=NOON + timedelta(minutes=minutes),
        steps=_STEPS,
        spacing_seconds=60,
        on_duty=DARIA,
        policy=1,
    )
    await story.tell(Subject("conversation", str(talk)), started)


async def given(story: Story, talk: ConversationId, employee: EmployeeId | None) -> None:
    event = ConversationAssigned(conversation_id=talk, employee_id=employee)
    await story.tell(Subject("conversation", str(talk)), event)


@pytest.fixture
async def board(story: Story, hands: Hands) -> Story:
    """Boris waits for anna since noon, whom gleb leads; vera for nobody since seven past."""
    for who, name in ((ANNA, "Анна"), (GLEB, "Глеб"), (DARIA, "Дарья")):
        await story.employee(who, name)
    for who, head in ((ANNA, GLEB), (GLEB, DARIA)):
        led = ReportingChanged(employee_id=who, head_id=head)
        await story.tell(Subject("employee", str(who)), led)
    await story.client()
    await waits(story, TALK, await story.writes(), 0)
    await given(story, TALK, ANNA)
    await story.client(VERA, VERA_CARD, "Вера", "78")
    await waits(story, VERAS, await story.writes(talk=VERAS, identity=VERA), 7)
    hands.at = NOON + timedelta(minutes=9)
    return story


async def test_the_board_says_who_waits_for_whom_and_how_long(board: Story, admin: Caller) -> None:
    _ = board
    now = await admin.get("/now")

    assert {one["upto_seconds"]: one["waiting"] for one in now["buckets"] if one["waiting"]} == {
        300: 1,
        900: 1,
    }
    assert [(one["employee_id"], one["waiting"]) for one in now["holders"]] == [
        (str(ANNA), 1),
        (None, 1),
    ]
    assert [one["conversation"]["name"] for one in now["waiting"]] == ["Борис", "Вера"]
    due = {"at": "2026-11-02T12:10:00Z", "level": 0}
    assert [one["next"] for one in now["waiting"]] == [
        {**due, "employee_id": str(ANNA)},
        {**due, "employee_id": str(DARIA)},
    ]


async def test_whom_the_board_names_is_whom_the_watchdog_tells(
    board: Story, admin: Caller, moving: House, hands: Hands
) -> None:
    named = [one["next"]["employee_id"] for one in (await admin.get("/now"))["waiting"]]
    hands.forward(minutes=2)

    assert named == [str(await told_next(moving, hands, talk)) for talk in (TALK, VERAS)]

    await board.alarm()
    upper = (await admin.get("/now"))["waiting"][0]["next"]
    assert (upper["level"], upper["employee_id"]) == (1, str(GLEB))


async def told_next(house: House, hands: Hands, talk: UUID) -> EmployeeId | None:
    async with house.views.connect() as connection:
        ((_, _, state),) = await states(connection, [Subject("conversation", str(talk))])
        company = (await load_people(connection)).company
    (event,) = climb(state, company, hands())
    told: EmployeeId | None = getattr(event, "employee_id", None)
    return told


async def test_where_nobody_stands_above_the_step_is_shown_without_a_name(
    board: Story, admin: Caller
) -> None:
    await given(board, TALK, DARIA)
    await board.alarm(DARIA)

    step = (await admin.get("/now"))["waiting"][0]["next"]

    assert (step["level"], step["employee_id"]) == (1, None)


async def test_who_took_it_on_is_told_no_further_and_who_is_answered_waits_no_more(
    board: Story, admin: Caller
) -> None:
    escalation = EscalationId(await board.alarm())
    mine = EscalationAcknowledged(
        conversation_id=TALK,
        clock_id=ClockId(derived("clock", TALK)),
        escalation_id=escalation,
        by=ANNA,
    )
    await board.tell(Subject("conversation", str(TALK)), mine)
    answer = MessageQueued(
        conversation_id=VERAS,
        message_id=MessageId(derived("answer")),
        channel="telegram",
        account="shop",
        text="Здравствуйте",
    )
    await board.tell(Subject("conversation", str(VERAS)), answer, VERA)

    waiting = (await admin.get("/now"))["waiting"]

    assert [(one["conversation"]["name"], one["next"]) for one in waiting] == [("Борис", None)]


async def test_nobody_sees_on_the_board_what_is_a_colleagues(board: Story, gleb: Caller) -> None:
    _ = board
    now = await gleb.get("/now")

    assert [one["conversation"]["name"] for one in now["waiting"]] == ["Вера"]
    assert [one["employee_id"] for one in now["holders"]] == [None]
    assert sum(one["waiting"] for one in now["buckets"]) == 1
