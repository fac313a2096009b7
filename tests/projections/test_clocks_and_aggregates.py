"""The index that the watchdog fires from, and the state that decisions are based on."""

from datetime import timedelta

from contracts.event import Event
from contracts.ids import EscalationId, NoticeId, derived
from contracts.inbound import AddressKind
from contracts.notice import Alarm, NoticeQueued, NoticeUnaddressed
from hub.domain.aggregates import Employee
from hub.domain.client import Client
from hub.domain.escalation import escalation_id
from hub.folds.aggregates import AGGREGATES, adapter
from hub.folds.clocks import ALARMS, CLOCKS, NOTICES
from projections.kit import play
from tests.domain.talk import acknowledged, after, clock, clock_id, opened, queued, raised, sent
from tests.examples import ANNA, NOON, TALK, TALKING, recorded, story

RAISED: EscalationId = escalation_id(clock_id(1), 0)
ALARM = Alarm(escalation_id=RAISED, conversation_id=TALK, step=0, waiting_since=NOON)
NOTICE = NoticeId(derived("notice"))
TOLD = NoticeQueued(
    notice_id=NOTICE,
    employee_id=ANNA,
    kind=AddressKind.TELEGRAM,
    to="5",
    channel="telegram",
    account="shop",
    alarms=(ALARM,),
)


def test_the_index_is_due_when_the_conversation_is() -> None:
    for events in ([clock()], [clock(), raised()], [clock(), queued()], [clock(), acknowledged()]):
        row = play(CLOCKS, story(opened(), *events))[(TALK,)]
        assert row.due_at == after(story(opened(), *events)).waiting.due_at


def test_where_nobody_waits_the_index_is_empty() -> None:
    assert play(CLOCKS, story(clock(), queued(), sent())) == {}


def test_an_alarm_is_told_once_a_notice_carries_it() -> None:
    unaddressed = NoticeUnaddressed(notice_id=NOTICE, employee_id=ANNA, alarms=(ALARM,))

    untold, told, nowhere = (
        play(ALARMS, story(raised(), *events))[(RAISED,)] for events in ([], [TOLD], [unaddressed])
    )

    assert (untold.told_at is None, told.told_at, nowhere.told_at) == (
        True,
        *[NOON + timedelta(minutes=2)] * 2,
    )


def test_a_notice_remembers_what_it_speaks_of() -> None:
    assert play(NOTICES, story(TOLD))[(NOTICE,)].alarms == (ALARM,)


def test_a_state_is_the_fold_of_its_events_and_knows_its_position() -> None:
    events = story(opened(), clock(), queued())

    row = play(AGGREGATES, events)[(str(TALKING),)]

    assert row.seq == 3
    assert adapter("conversation").validate_python(row.state) == after(events)


def test_an_event_of_a_newer_version_moves_the_position_and_nothing_else() -> None:
    """Who expects the older position would be refused for ever."""
    events = story(opened(), clock())

    row = play(AGGREGATES, [*events, recorded(Event(), 9)])[(str(TALKING),)]

    assert row.seq == 9
    assert adapter("conversation").validate_python(row.state) == after(events)


def test_sets_are_kept_in_one_order_however_they_came_about() -> None:
    """Or a rebuild would differ from what it rebuilds: text has another order in each process."""
    names = [f"digest {n}" for n in range(50)]
    ids = [derived("identity", n) for n in range(50)]

    employee = adapter("employee").dump_python(Employee(addresses=frozenset(names)), mode="json")
    client = adapter("client").dump_python(Client(identities=frozenset(ids)), mode="json")  # type: ignore[arg-type]  # any ids

    assert employee["addresses"] == sorted(names)
    assert client["identities"] == sorted(map(str, ids))
