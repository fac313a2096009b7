"""So many a minute, whatever the order of asking, and in bounded memory."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.website.limiter import Limiter, whose
from tests.examples import NOON


@given(st.integers(1, 20), st.lists(st.integers(0, 30), max_size=200))
def test_no_minute_grants_more_than_twice_its_share(share: int, pauses: list[int]) -> None:
    limiter, now, granted = Limiter(share), NOON, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        if not limiter.take("boris", now):
            granted.append(now)
    minute = timedelta(minutes=1)
    most = max((sum(at <= other < at + minute for other in granted) for at in granted), default=0)

    assert most <= 2 * share


@given(st.integers(1, 20), st.integers(0, 100))
def test_who_waits_as_told_is_granted(share: int, asked: int) -> None:
    limiter = Limiter(share)
    for _ in range(asked):
        limiter.take("boris", NOON)
    wait = limiter.take("boris", NOON)

    assert not wait or not limiter.take("boris", NOON + timedelta(seconds=wait))


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    limiter = Limiter(1)
    limiter.take("boris", NOON)
    limiter.take("boris", NOON - timedelta(days=1))

    assert limiter.take("boris", NOON - timedelta(days=1) + timedelta(minutes=1)) == 0


def test_the_keys_that_are_remembered_are_bounded() -> None:
    limiter = Limiter(1, most_keys=10)
    for number in range(1000):
        limiter.take(str(number), NOON)

    assert len(limiter._buckets) == 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2"),
        ("203.0.113.7", "::ffff:203.0.113.7"),
        (None, ""),
    ],
)
def test_these_are_one_caller(one: str | None, other: str) -> None:
    assert whose(one) == whose(other)


def test_two_networks_are_two_callers() -> None:
    assert whose("2001:db8:0:1::1") != whose("2001:db8:0:2::1")
