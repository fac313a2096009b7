"""The words of a notice: what an employee reads of leads, tasks and deals."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.ids import EscalationId, NoticeId, derived
from contracts.notice import Alarm, Tiding, TidingKind
from hub.sender import words
from hub.sender.matters import Matter, Matters
from hub.sender.phrases import Manner
from hub.sender.quoting import quoted
from hub.sender.words import News
from hub.settings import Language
from tests.examples import NOON, TALK

RUSSIAN = Manner(Language.RUSSIAN, NOON, ZoneInfo("Europe/Moscow"))
ENGLISH = Manner(Language.ENGLISH, NOON)
LINKED = Manner(Language.RUSSIAN, NOON, api_url="https://hub.example.com/")
NOTICE = NoticeId(derived("notice"))
ALARM = Alarm(
    escalation_id=EscalationId(derived("e")), conversation_id=TALK, step=0, waiting_since=NOON
)
LEAD = Matter(who="Борис", channel="form", title="Нужны 40 стульев\nк пятнице")
TASK = Matter(title="Отправить договор", due_at=NOON + timedelta(hours=2))
CALL = Matter(who="Борис", call_back=True)
DEAL = Matter(who="Борис", title="40 стульев", stage="Оферта")
SINCE = NOON - timedelta(days=3, hours=4)


def about(number: int) -> UUID:
    return derived("about", number)


def news(kind: TidingKind, *matters: Matter, alarms: tuple[Alarm, ...] = ()) -> News:
    """Tidings of one kind, since three days and four hours ago."""
    tidings = tuple(
        Tiding(tiding_id=derived(number), kind=kind, about_id=about(number), since=SINCE)
        for number, _ in enumerate(matters)
    )
    return News(alarms, tidings, Matters({}, {about(n): m for n, m in enumerate(matters)}))


def read(one: News, manner: Manner = RUSSIAN, *, again: bool = False) -> str:
    return words.text(one, manner, again=again)


@pytest.mark.parametrize(
    ("kind", "matter", "line"),
    [
        (TidingKind.LEAD, LEAD, "Новый лид: Борис, form: «Нужны 40 стульев к пятнице»"),
        (TidingKind.TASK, TASK, "Задача: Отправить договор, срок 17:00"),
        (TidingKind.TASK, CALL, "Перезвоните: Борис, звонок в 30.10.2026 11:00"),
        (TidingKind.DEAL, DEAL, "Сделка «40 стульев» стоит на этапе «Оферта» уже 3 дн 4 ч"),
        (TidingKind.LEAD, Matter(), "Новый лид: Клиент, ?"),
        (TidingKind.TASK, Matter(), "Задача: без названия"),
        (TidingKind.DEAL, Matter(), "Сделка «без названия» стоит на этапе «?» уже 3 дн 4 ч"),
    ],
)
def test_what_there_is_to_know_is_one_line(kind: TidingKind, matter: Matter, line: str) -> None:
    """Also where a client was erased, or the row is not there."""
    assert read(news(kind, matter)).splitlines()[0] == line


def test_the_subject_line_of_a_lead_has_no_words_of_the_client() -> None:
    assert words.subject(news(TidingKind.LEAD, LEAD), RUSSIAN) == "Новый лид: Борис, form"


def test_without_a_calendar_the_time_says_whose_it_is() -> None:
    assert read(news(TidingKind.TASK, TASK), ENGLISH).startswith(
        "Task: Отправить договор, due 14:00 UTC"
    )


def test_a_lead_links_to_itself_where_the_hub_knows_its_address() -> None:
    (_, link) = read(news(TidingKind.LEAD, LEAD), LINKED).splitlines()

    assert link == f"https://hub.example.com/leads/{about(0)}"


def test_leads_need_no_button_and_what_is_late_has_one() -> None:
    leads, tasks = news(TidingKind.LEAD, LEAD, LEAD), news(TidingKind.TASK, TASK)

    assert words.buttons(leads, NOTICE, RUSSIAN) == ()
    assert [b.data for b in words.buttons(tasks, NOTICE, RUSSIAN)] == [f"ack:{NOTICE.hex}"]
    assert "Ответьте" not in read(leads)
    assert "Ответьте" in read(tasks)


def test_a_digest_names_everything_below_one_head_line() -> None:
    several = news(TidingKind.LEAD, LEAD, Matter(who="Вера", channel="call"))

    assert read(several).splitlines() == [
        "Новые лиды (2):",
        "- Новый лид: Борис, form: «Нужны 40 стульев к пятнице»",
        "- Новый лид: Вера, call",
    ]


def test_an_alarm_and_a_lead_are_told_in_one_notice() -> None:
    lines = read(news(TidingKind.LEAD, LEAD, alarms=(ALARM,))).splitlines()

    assert lines[0] == "Нужно ваше внимание (2):"
    assert lines[1] == "- Клиент (?) ждёт 0 с"
    assert lines[2].startswith("- Новый лид: Борис")


def test_what_is_told_again_says_so() -> None:
    assert "Повтор" in read(news(TidingKind.LEAD, LEAD), again=True)


LONG = st.builds(Matter, who=st.text(), channel=st.just("form"), title=st.text(min_size=50))


@given(st.lists(LONG, min_size=20, max_size=20))
def test_a_full_digest_fits_into_one_message(matters: list[Matter]) -> None:
    """Telegram refuses the whole message beyond 4096 characters."""
    assert len(read(news(TidingKind.LEAD, *matters), LINKED)) < 4096


def test_what_does_not_fit_is_counted() -> None:
    long = Matter(who="w" * 60, channel="c" * 60, title="t" * 200)

    text = read(news(TidingKind.LEAD, *[long] * 20), LINKED)

    shown = text.count("Новый лид")
    assert 10 < shown < 20
    assert text.endswith(f"…и ещё {20 - shown}")


def test_a_quote_is_one_line_without_signs_that_hide_or_turn_text() -> None:
    assert quoted(" a\r\n\tb\u202e c\u0000\u2028d\ufeff ", 99) == "a b c d"


@pytest.mark.parametrize("nothing", [None, "", " \n", "\u202e\u200b", "\u200d"])
def test_where_nothing_can_be_seen_there_is_no_quote(nothing: str | None) -> None:
    assert quoted(nothing, 99) is None


@given(st.text(), st.integers(1, 50))
def test_a_quote_is_never_longer_than_it_may_be(text: str, limit: int) -> None:
    assert len(quoted(text, limit) or "") <= limit
