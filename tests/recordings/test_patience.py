"""How long a recording that cannot be had is left alone."""

from datetime import timedelta

from contracts.ids import CallId, derived
from hub.recordings.patience import Patience
from tests.examples import NOON

CALL = CallId(derived("a call"))


def test_the_pauses_grow_from_a_second_to_an_hour() -> None:
    patience, now, pauses = Patience(), NOON, []
    for _ in range(15):
        patience.failed(CALL, now)
        began = now
        while patience.waiting(now):
            now += timedelta(seconds=1)
        pauses.append((now - began).total_seconds())

    assert pauses[:4] == [1, 2, 4, 8]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 3600


def test_after_a_day_it_has_ended() -> None:
    patience = Patience()
    patience.failed(CALL, NOON)

    assert not patience.is_exhausted(CALL, NOON + timedelta(hours=23, minutes=59))
    assert patience.is_exhausted(CALL, NOON + timedelta(hours=24))


def test_what_is_settled_is_not_waited_for() -> None:
    patience = Patience()
    patience.failed(CALL, NOON)
    patience.forget(CALL)

    assert patience.waiting(NOON) == []
    assert not patience.is_due(NOON + timedelta(hours=1))


def test_what_waits_is_due_when_its_pause_is_over() -> None:
    patience = Patience()
    patience.failed(CALL, NOON)

    assert patience.waiting(NOON) == [CALL]
    assert not patience.is_due(NOON)
    assert patience.is_due(NOON + timedelta(seconds=1))


def test_what_somebody_else_settled_is_forgotten_in_the_end() -> None:
    patience = Patience()
    patience.failed(CALL, NOON)

    assert patience.waiting(NOON + timedelta(days=3)) == []
    assert not patience.is_due(NOON + timedelta(days=3))
