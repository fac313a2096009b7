"""Who waits, and since when: a clock counts from the oldest inbound that nobody answered."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.conversation import (
    AnswerWaived,
    ConversationClosed,
    MessageBounced,
    MessageFailed,
    MessageUncertain,
    NoteAdded,
)
from contracts.event import Event, Recorded
from contracts.inbound import Machine
from hub.domain.waiting import Waiting
from tests.domain.talk import (
    SPACING,
    acknowledged,
    after,
    clock,
    opened,
    queued,
    raised,
    received,
    sent,
)
from tests.examples import NOON, TALK, message_id, recorded, story

FAILED = MessageFailed(conversation_id=TALK, message_id=message_id(100), attempt=1, reason="")
UNCERTAIN = MessageUncertain(conversation_id=TALK, message_id=message_id(100), attempt=1, reason="")


def waiting(*events: Event) -> Waiting:
    return after(story(opened(), *events)).waiting


def since(*events: Event) -> datetime | None:
    running = waiting(*events).running
    return running.waiting_since if running else None


def minute(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


def test_the_clock_counts_from_the_oldest_unanswered_inbound() -> None:
    assert since(clock(1), clock(2)) == minute(1)


def test_the_clock_pauses_while_an_answer_is_on_its_way() -> None:
    assert waiting(clock(1), queued()).due_at is None


def test_the_clock_stops_when_the_answer_is_sent() -> None:
    assert waiting(clock(1), queued(), sent()) == Waiting()


@pytest.mark.parametrize("outcome", [FAILED, UNCERTAIN], ids=["failed", "uncertain"])
def test_the_clock_goes_on_from_the_original_inbound_when_no_answer_arrived(outcome: Event) -> None:
    assert since(clock(1), queued(), outcome) == minute(1)


def test_who_writes_while_an_answer_is_on_its_way_waits_anew() -> None:
    assert since(clock(1), queued(), clock(3)) == minute(3)


def test_an_answer_answers_only_what_came_before_it() -> None:
    assert since(clock(1), queued(), clock(3), sent()) == minute(3)


def test_an_answer_that_fails_brings_back_the_older_wait() -> None:
    assert since(clock(1), queued(), clock(3), FAILED) == minute(1)


def test_a_second_answer_on_its_way_keeps_the_clock_paused() -> None:
    assert since(clock(1), queued(100), queued(101), FAILED) is None


@pytest.mark.parametrize(
    "fact",
    [ConversationClosed(conversation_id=TALK), AnswerWaived(conversation_id=TALK)],
    ids=["closed", "no answer needed"],
)
def test_an_employee_may_stop_the_clock(fact: Event) -> None:
    assert waiting(clock(1), fact) == Waiting()


@pytest.mark.parametrize(
    "fact",
    [
        NoteAdded(conversation_id=TALK, message_id=message_id(9), text="Звонил"),
        received(9, machine=Machine.AUTO_REPLY),
        MessageBounced(conversation_id=TALK, message_id=message_id(9), inbound=9, key="k"),
        received(9),
    ],
    ids=["note", "auto-reply", "bounce", "another message"],
)
def test_what_is_no_answer_does_not_stop_the_clock(fact: Event) -> None:
    assert waiting(clock(1), fact) == waiting(clock(1))


def test_a_chain_that_somebody_took_on_does_not_climb() -> None:
    assert waiting(clock(1), raised(), acknowledged()).due_at is None


def test_who_took_on_one_wait_has_not_taken_on_the_next() -> None:
    again = waiting(clock(1), raised(), acknowledged(), queued(), sent(), clock(7))

    assert again.due_at == minute(17)


def test_a_step_that_is_not_overdue_waits_for_its_time() -> None:
    assert waiting(clock(1), raised()).due_at == minute(21)


def test_steps_that_are_overdue_climb_one_by_one() -> None:
    late = minute(600)
    climbed = after([*story(opened(), clock(1)), *_at(late, raised())]).waiting

    assert climbed.due_at == late + timedelta(seconds=SPACING)


def _at(at: datetime, event: Event) -> list[Recorded[Event]]:
    return [recorded(event, 50, at)]


def test_a_chain_ends_with_its_last_step() -> None:
    assert waiting(clock(1), raised(step=0), raised(step=1), raised(step=2)).due_at is None


FACTS = st.lists(
    st.sampled_from([clock(1), clock(2), clock(3), queued(100), queued(101), sent(100), FAILED]),
    max_size=12,
)


@given(FACTS)
def test_once_the_last_answer_of_all_is_sent_nobody_waits(facts: list[Event]) -> None:
    assert waiting(*facts, queued(200), sent(200)).clocks == ()


@given(FACTS)
def test_nobody_waits_silently_when_no_answer_is_on_its_way(facts: list[Event]) -> None:
    state = waiting(*facts, FAILED, sent(101))

    assert bool(state.clocks) == (state.due_at is not None)
