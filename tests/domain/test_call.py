"""A call: whatever order its news come in, and however often, it is the same call."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.call import CallReported, RecordingFailed, RecordingKept
from contracts.event import Event
from contracts.ids import CallId
from contracts.inbound import CallPhase, Direction
from hub.domain.call import Call, FollowUp, evolve, follow_up
from tests.examples import BORIS, NOON, VERA, recorded

CALL = CallId(UUID("00000000-0000-5000-8000-0000000ca110"))


def news(phase: CallPhase, minute: int = 0, **more: object) -> CallReported:
    told = {
        "call_id": CALL,
        "identity_id": BORIS,
        "inbound": 1,
        "key": "k",
        "channel": "telephony",
        "account": "office",
        "phase": phase,
        "direction": Direction.IN,
        "at": NOON + timedelta(minutes=minute),
    }
    return CallReported.model_validate(told | more)


RANG = news(CallPhase.RINGING)
ANSWERED = news(CallPhase.ANSWERED, 1)
ENDED = news(CallPhase.ENDED, 2)
SPOKE = news(CallPhase.ENDED, 3, duration_seconds=60)
MISSED = news(CallPhase.MISSED, 2)

reports = st.builds(
    news,
    st.sampled_from(CallPhase),
    st.integers(0, 5),
    identity_id=st.sampled_from([None, BORIS, VERA]),
    direction=st.sampled_from(Direction),
    duration_seconds=st.sampled_from([None, -1, 0, 60]),
    recording=st.sampled_from([None, "https://pbx.example/1.wav"]),
)
kept = st.sampled_from(
    [
        RecordingKept(call_id=CALL, blob="b", media_type="audio/wav", size=1),
        RecordingFailed(call_id=CALL, reason="gone"),
    ]
)


@st.composite
def twice(draw: st.DrawFn) -> tuple[list[Event], list[Event]]:
    """The same news, told in two orders, some of them again and again."""
    told = draw(st.lists(reports | kept, min_size=1, max_size=6))
    again = st.lists(st.sampled_from(told), max_size=4)
    first = draw(st.permutations(told + draw(again)))
    return first, draw(st.permutations(told + draw(again)))


def after(events: Iterable[Event]) -> Call:
    return reduce(evolve, map(recorded, events), Call())


def open_tasks(events: Iterable[Event]) -> bool:
    """Whether the task to call back is open once all this was told, one after the other."""
    call, open_ = Call(), False
    for event in events:
        before, call = call, evolve(call, recorded(event))
        match follow_up(before, call, open_):
            case FollowUp.OPEN:
                open_ = True
            case FollowUp.CANCEL:
                open_ = False
            case FollowUp.NOTHING:
                pass
    return open_


@given(twice())
def test_the_same_news_in_any_order_and_repeated_are_the_same_call(
    told: tuple[list[Event], list[Event]],
) -> None:
    one, other = told

    assert after(one) == after(other)


@given(twice())
def test_the_same_news_in_any_order_leave_the_same_tasks_open(
    told: tuple[list[Event], list[Event]],
) -> None:
    one, other = told

    assert open_tasks(one) == open_tasks(other) == after(one).owed


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        ([RANG], False),
        ([RANG, ENDED], True),
        ([MISSED], True),
        ([MISSED, ANSWERED], False),
        ([SPOKE], False),
        ([RANG, ANSWERED, ENDED], False),
        ([news(CallPhase.MISSED, direction=Direction.OUT)], False),
    ],
)
def test_a_call_is_missed_if_a_client_called_and_nobody_had_answered(
    told: list[Event], missed: bool
) -> None:
    assert after(told).missed is missed


def test_a_call_whose_answer_was_not_told_was_answered_before_the_end_of_the_talk() -> None:
    assert after([SPOKE]).answered_at == SPOKE.at
    assert after([SPOKE, ANSWERED]).answered_at == ANSWERED.at


def test_nobody_calls_back_a_number_that_was_hidden_until_it_is_known() -> None:
    hidden = after([news(CallPhase.MISSED, identity_id=None)])

    assert follow_up(Call(), hidden, open_task=False) is FollowUp.NOTHING
    known = evolve(hidden, recorded(MISSED))
    assert follow_up(hidden, known, open_task=False) is FollowUp.OPEN


def test_a_call_back_that_somebody_has_made_is_not_asked_for_again() -> None:
    missed = after([MISSED])
    again = evolve(missed, recorded(ENDED))

    assert follow_up(missed, again, open_task=False) is FollowUp.NOTHING
