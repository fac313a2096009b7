"""At which share, or with how little left, a store is tight, cramped, full; and when no longer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.condition import Level
from hub.room.judging import Filling, Limits, Unit, judged
from hub.room.store import Watched

LIMITS = Limits(reserve=0)
SIZE = 1_000

levels = st.sampled_from(Level)
shares = st.integers(0, SIZE)


def filled(used: int, size: int = SIZE, unit: Unit = Unit.BYTES) -> list[Filling]:
    return [Filling("a disk", used, size - used, unit)]


@pytest.mark.parametrize(
    ("used", "level"),
    [
        (0, Level.ROOMY),
        (899, Level.ROOMY),
        (900, Level.TIGHT),
        (949, Level.TIGHT),
        (950, Level.CRAMPED),
        (979, Level.CRAMPED),
        (980, Level.FULL),
        (1000, Level.FULL),
    ],
)
def test_a_level_begins_at_its_share(used: int, level: Level) -> None:
    assert judged(filled(used), Level.ROOMY, LIMITS) is level


@pytest.mark.parametrize(
    ("free", "level"),
    [(400, Level.ROOMY), (399, Level.TIGHT), (199, Level.CRAMPED), (99, Level.FULL)],
)
def test_with_little_left_the_share_is_no_matter(free: int, level: Level) -> None:
    large = [Filling("a disk", 10**9, free)]

    assert judged(large, Level.ROOMY, Limits((100, 100, 100), reserve=100)) is level


def test_the_reserve_counts_bytes_and_no_files() -> None:
    assert judged(filled(10, unit=Unit.FILES), Level.ROOMY, Limits(reserve=10**9)) is Level.ROOMY


@given(shares, shares, levels)
def test_the_fullest_part_decides(one: int, other: int, before: Level) -> None:
    both = judged([*filled(one), *filled(other, unit=Unit.FILES)], before, LIMITS)

    assert both is max(judged(filled(one), before, LIMITS), judged(filled(other), before, LIMITS))


@given(shares, shares, levels, st.integers(0, 100))
def test_who_has_less_room_is_never_less_full(
    one: int, other: int, before: Level, reserve: int
) -> None:
    limits = Limits(reserve=reserve)
    less, more = sorted((one, other))

    assert judged(filled(less), before, limits) <= judged(filled(more), before, limits)


@given(shares, levels, st.integers(0, 100))
def test_looking_again_changes_nothing(used: int, before: Level, reserve: int) -> None:
    limits = Limits(reserve=reserve)
    once = judged(filled(used), before, limits)

    assert judged(filled(used), once, limits) is once


@given(st.sampled_from((900, 950, 980)), st.lists(st.integers(-9, 9), max_size=20))
def test_nothing_flaps_at_a_boundary(boundary: int, offsets: list[int]) -> None:
    """Within less than two percent a store crosses a boundary once at most: upwards."""
    level = reached = judged(filled(boundary), Level.ROOMY, LIMITS)
    seen = {level := judged(filled(boundary + offset), level, LIMITS) for offset in offsets}

    assert seen <= {reached}


def test_a_write_that_failed_counts_for_a_while_whatever_is_measured() -> None:
    store = Watched("blobs", held_seconds=5.0, of_folder=filled(10))
    seen = []
    for now in (0.0, 4.9, 5.0):
        store.judge(LIMITS, told=Level.FULL, now=now)
        seen.append(store.level)

    assert seen == [Level.FULL, Level.FULL, Level.ROOMY]
