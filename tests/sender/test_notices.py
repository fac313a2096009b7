"""What a notice says is looked up when it is sent: what its leads, tasks and deals are by then."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from contracts.channel import Outbound
from contracts.company import REPLY_POLICY, CalendarSet, Interval, PolicySet, Step
from contracts.deal import DealOpened
from contracts.event import Event, Subject
from contracts.ids import CallId, DealId, LeadId, NoticeId, TaskId, derived
from contracts.inbound import AddressKind
from contracts.lead import LeadOpened
from contracts.notice import NoticeQueued, Tiding, TidingKind
from contracts.pipeline import PipelineSet, Stage
from contracts.task import TaskKind, TaskOpened
from hub.house import House
from hub.sender.compose import compose
from hub.sender.outbox import Queued
from tests.clock import Hands
from tests.examples import ANNA, BORIS, NOON
from tests.story import boris_writes, happened, projecting

LEAD = LeadId(derived("the lead"))
TASK = TaskId(derived("the task"))
DEAL = DealId(derived("the deal"))
WANTS = LeadOpened(
    lead_id=LEAD, identity_id=BORIS, channel="telegram", account="tg", title="Сколько стоит?"
)
CALL_BACK = TaskOpened(
    task_id=TASK,
    kind=TaskKind.CALL_BACK,
    identity_id=BORIS,
    call_id=CallId(derived("the call")),
)
SELLS = DealOpened(
    deal_id=DEAL, identity_id=BORIS, pipeline="sales", stage="offer", title="40 стульев"
)


@pytest.fixture
async def shop(house: House, hands: Hands) -> AsyncIterator[House]:
    """Boris has written, at noon."""
    hands.at = NOON
    async with projecting(house):
        await boris_writes(house)
        yield house


async def told(house: House, kind: TidingKind, about: UUID) -> Outbound:
    """What Anna is sent."""
    one = Tiding(tiding_id=derived("tiding"), kind=kind, about_id=about, since=NOON)
    notice = NoticeQueued(
        notice_id=NoticeId(derived("notice")),
        employee_id=ANNA,
        kind=AddressKind.TELEGRAM,
        to="88",
        channel="telegram",
        account="tg",
        tidings=(one,),
    )
    pager = Subject("pager", str(ANNA))
    return await compose(house, Queued(notice.notice_id, pager, notice, 0, NOON), None)


async def happens(house: House, aggregate: str, id_: UUID, event: Event) -> None:
    await happened(house, Subject(aggregate, str(id_)), event, key=BORIS)


async def test_a_lead_is_told_with_the_clients_name_and_first_words(shop: House) -> None:
    await happens(shop, "lead", LEAD, WANTS)

    sent = await told(shop, TidingKind.LEAD, LEAD)

    assert sent.text == "Новый лид: Борис, telegram: «Сколько стоит?»"
    assert (sent.subject, sent.buttons) == ("Новый лид: Борис, telegram", ())


async def test_of_a_client_who_was_erased_there_is_still_a_lead(shop: House) -> None:
    """What is sealed reads as None by then."""
    await happens(shop, "lead", LEAD, WANTS.model_copy(update={"title": None}))

    sent = await told(shop, TidingKind.LEAD, LEAD)

    assert sent.text == "Новый лид: Борис, telegram"


async def test_what_is_not_there_is_told_all_the_same(shop: House) -> None:
    sent = await told(shop, TidingKind.LEAD, LEAD)

    assert sent.text == "Новый лид: Клиент, ?"


async def test_a_missed_call_is_told_in_the_time_of_the_company(shop: House) -> None:
    day = (Interval.model_validate({"start": "09:00", "end": "18:00"}),)
    calendar = CalendarSet(name="office", timezone="Europe/Moscow", week=(day,) * 7)
    step = Step(after_seconds=60, level=0)
    policy = PolicySet(name=REPLY_POLICY, calendar="office", steps=(step,))
    await happened(shop, Subject("calendar", "office"), calendar)
    await happened(shop, Subject("policy", REPLY_POLICY), policy)
    await happens(shop, "task", TASK, CALL_BACK)

    sent = await told(shop, TidingKind.TASK, TASK)

    assert sent.text.startswith("Перезвоните: Борис, звонок в 15:00\n")
    assert sent.buttons


async def test_a_deal_is_told_with_the_title_of_its_stage(shop: House, hands: Hands) -> None:
    await happens(shop, "deal", DEAL, SELLS)
    hands.forward(days=2)

    shipped = await told(shop, TidingKind.DEAL, DEAL)
    stages = (Stage(name="offer", title="Предложение"),)
    renamed = PipelineSet(name="sales", title="Продажи", stages=stages)
    await happened(shop, Subject("pipeline", "sales"), renamed)
    own = await told(shop, TidingKind.DEAL, DEAL)

    assert shipped.subject == "Сделка «40 стульев» стоит на этапе «Оферта» уже 2 дн"
    assert own.subject == "Сделка «40 стульев» стоит на этапе «Предложение» уже 2 дн"
