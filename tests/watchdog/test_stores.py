"""Stores that fill up: whoever leads the company is told of it once, and once that it is over."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

import pytest

from contracts.company import REPLY_POLICY, EmployeeLeft, PolicySet, ReportingChanged, Step
from contracts.event import Subject
from contracts.ids import ConversationId, EmployeeId, EscalationId, NoticeId, derived
from contracts.inbound import AddressKind
from contracts.notice import Alarm, NoticeQueued, Tiding, TidingKind
from contracts.room import Fullness
from hub.condition import Level
from hub.domain.reminder_taking import taken_tidings
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.projector.rebuild import Rebuilder
from hub.room.saying import say
from hub.sender import words
from hub.sender.compose import compose
from hub.sender.matters import Matter, Matters
from hub.sender.outbox import Queued
from hub.sender.phrases import Manner
from hub.sender.words import News
from hub.settings import Language
from hub.wiring import PROJECTIONS
from projections.stores import CROSSINGS, CrossingRow
from tests.examples import ANNA, DARIA, GLEB, NOON
from tests.story import ALL, happened, table, until
from tests.watchdog.story import employee, looked, queued, watched

ZOYA = EmployeeId(derived("zoya"))
PAGER = Subject("pager", str(DARIA))
READ = [one for one in PROJECTIONS if one.name in {"aggregates", "company", "reminders", "stores"}]
"""The projections that say who has to be told."""


async def is_filled(house: House, level: Level, percent: int, store: str = "log") -> None:
    """A process has measured it, and says so on the log."""
    await say(house, store, level, percent)
    await house.progress.reached(ALL, await last_seq(house.nc, EVENTS))


async def news(house: House) -> list[tuple[EmployeeId, str, int]]:
    """Who was told of which store, and how full it was, in the order of the notices."""
    crossings = {row.crossing_id: row for row in await table(house, CROSSINGS)}
    told = [
        (notice.employee_id, crossings[one.about_id])
        for notice in await queued(house)
        for one in notice.tidings
        if one.kind is TidingKind.STORE
    ]
    return [(who, row.store, row.percent) for who, row in told]


async def are_told(house: House, *percents: int) -> None:
    """Waits until the notices tell of these, in this order."""

    async def all_of_them() -> bool:
        return [percent for _, _, percent in await news(house)] == list(percents)

    await until(all_of_them)


async def test_the_director_is_told_once_that_a_store_fills_and_once_that_there_is_room(
    firm: House,
) -> None:
    async with watched(firm), watched(firm):
        await is_filled(firm, Level.TIGHT, 91)
        await looked(firm)
        await is_filled(firm, Level.FULL, 99)
        await are_told(firm, 91, 99)
        await is_filled(firm, Level.ROOMY, 50)
        await are_told(firm, 91, 99, 50)
        await looked(firm)

    assert await news(firm) == [(DARIA, "log", percent) for percent in (91, 99, 50)]


async def test_neither_a_restart_nor_views_built_anew_tell_it_again(firm: House) -> None:
    """Nor that her pager has forgotten it: it remembers what came last."""
    async with watched(firm):
        await is_filled(firm, Level.TIGHT, 91)
        await is_filled(firm, Level.TIGHT, 92, "blobs")
        await are_told(firm, 91, 92)
        await is_filled(firm, Level.ROOMY, 50, "blobs")
        await are_told(firm, 91, 92, 50)

    await happened(firm, PAGER, storm(300), key=DARIA)
    rebuilder = Rebuilder(firm.nc, firm.views, firm.keys)
    rebuilt = [await rebuilder.rebuild(one, quietly) for one in READ]
    async with watched(firm):
        await looked(firm)

    assert [one.projection for one in rebuilt if not one.same] == []
    assert len(await news(firm)) == 3


def storm(number: int) -> NoticeQueued:
    """So many alarms, in one notice."""
    alarms = tuple(
        Alarm(
            escalation_id=EscalationId(derived("storm", one)),
            conversation_id=ConversationId(derived("storm", one)),
            step=0,
            waiting_since=NOON,
        )
        for one in range(number)
    )
    return notice(alarms, ())


def notice(alarms: Collection[Alarm], tidings: Collection[Tiding]) -> NoticeQueued:
    return NoticeQueued(
        notice_id=NoticeId(derived("notice", len(alarms))),
        employee_id=DARIA,
        kind=AddressKind.TELEGRAM,
        to="3",
        channel="telegram",
        account="tg",
        alarms=tuple(alarms),
        tidings=tuple(tidings),
    )


def quietly(_: int, __: int) -> None:
    """No report."""


async def test_what_filled_and_emptied_while_nobody_was_told_is_no_news(firm: House) -> None:
    await is_filled(firm, Level.CRAMPED, 96, "blobs")
    await is_filled(firm, Level.FULL, 99)
    await is_filled(firm, Level.ROOMY, 50)

    async with watched(firm):
        await looked(firm)

    assert await news(firm) == [(DARIA, "blobs", 96)]


async def test_everybody_at_the_top_is_told_and_whoever_comes_there_later(firm: House) -> None:
    """Gleb leads once Daria has left; she is told no more, also not that there is room again."""
    await employee(firm, ZOYA, None, "4")
    await is_filled(firm, Level.TIGHT, 91)
    async with watched(firm):
        await are_told(firm, 91, 91)
        await happened(firm, Subject("employee", str(DARIA)), EmployeeLeft(employee_id=DARIA))
        await are_told(firm, 91, 91, 91)
        await is_filled(firm, Level.FULL, 99)
        await are_told(firm, 91, 91, 91, 99, 99)
        await is_filled(firm, Level.ROOMY, 50)
        await are_told(firm, 91, 91, 91, 99, 99, 50, 50)

    told = await news(firm)
    assert {who for who, _, _ in told[:2]} == {DARIA, ZOYA}
    assert told[2] == (GLEB, "log", 91)
    assert {who for who, _, _ in told[3:5]} == {who for who, _, _ in told[5:]} == {GLEB, ZOYA}


async def test_where_nobody_is_at_the_top_who_is_on_duty_is_told(firm: House) -> None:
    circle = ReportingChanged(employee_id=DARIA, head_id=ANNA)
    await happened(firm, Subject("employee", str(DARIA)), circle)
    step = Step(after_seconds=60, level=0)
    policy = PolicySet(name=REPLY_POLICY, calendar="office", steps=(step,), on_duty=ANNA)
    await happened(firm, Subject("policy", REPLY_POLICY), policy)
    await is_filled(firm, Level.TIGHT, 91)

    async with watched(firm):
        await are_told(firm, 91)

    assert await news(firm) == [(ANNA, "log", 91)]


DATABASE_FILLS = {
    Language.RUSSIAN: (
        "База данных (database): занято 91 % места",
        (
            "Освободите место или добавьте диск: с 95 % не принимаются вложения, "
            "а когда места не останется, не будет приниматься ничего."
        ),
    ),
    Language.ENGLISH: (
        "The database: 91 % full",
        "Make room or add disk: attachments are refused from 95 %, nothing is accepted when full.",
    ),
}


@pytest.mark.parametrize("language", Language)
async def test_the_notice_says_how_full_it_was_and_what_to_do(
    firm: House, language: Language
) -> None:
    subject, remedy = DATABASE_FILLS[language]
    await is_filled(firm, Level.TIGHT, 91, "database")
    await is_filled(firm, Level.CRAMPED, 96, "database")
    (crossing, _) = sorted(await table(firm, CROSSINGS), key=lambda row: row.seq)
    speaking = replace(firm, settings=firm.settings.model_copy(update={"language": language}))
    event = notice((), [tiding(crossing.crossing_id)])

    sent = await compose(speaking, Queued(event.notice_id, PAGER, event, 0, NOON), None)

    assert (sent.subject, sent.text, sent.buttons) == (subject, f"{subject}. {remedy}", ())


def tiding(crossing: UUID) -> Tiding:
    return Tiding(tiding_id=derived("tiding"), kind=TidingKind.STORE, about_id=crossing, since=NOON)


FILES = {
    (Language.RUSSIAN, Fullness.ROOMY): "Файлы (blobs): снова есть место, занято 9 %",
    (Language.RUSSIAN, Fullness.CRAMPED): (
        "Файлы (blobs): занято 9 % места, вложения не принимаются. Освободите место или "
        "добавьте диск: когда места не останется, не будет приниматься ничего."
    ),
    (Language.RUSSIAN, Fullness.FULL): (
        "Файлы (blobs): занято 9 % места, не принимается ничего. Освободите место или "
        "добавьте диск: после этого работа продолжится сама."
    ),
    (Language.ENGLISH, Fullness.ROOMY): "The files (blobs): there is room again, 9 % full",
    (Language.ENGLISH, Fullness.CRAMPED): (
        "The files (blobs): 9 % full, attachments are refused. "
        "Make room or add disk: nothing is accepted when full."
    ),
    (Language.ENGLISH, Fullness.FULL): (
        "The files (blobs): 9 % full, nothing is accepted. "
        "Make room or add disk: then it goes on by itself."
    ),
}


@pytest.mark.parametrize(("language", "level"), FILES)
def test_each_level_says_what_follows_from_it(language: Language, level: Fullness) -> None:
    one = derived("crossing")
    crossing = CrossingRow(one, 1, "blobs", level, 9, NOON)
    said = News((), (tiding(one),), Matters(others={one: Matter(crossing=crossing)}))
    manner = Manner(language, NOON, api_url="https://hub.example.com")

    assert words.text(said, manner, again=False) == FILES[language, level]


def test_an_answer_to_such_a_notice_takes_nothing_on() -> None:
    assert taken_tidings([tiding(derived("crossing"))], {}, DARIA) == []
