"""Whose turn it is: over time everybody at work has had as many as everybody else."""

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from contracts.ids import EmployeeId
from hub.domain.rotation import next_in_turn
from tests.examples import ANNA, DARIA, GLEB

EVERYBODY = [ANNA, GLEB, DARIA]
rotations = st.lists(st.uuids().map(EmployeeId), min_size=1, max_size=6, unique=True)


@given(rotations, st.data(), st.integers(0, 40))
def test_among_those_at_work_the_counts_differ_by_one_at_most(
    rotation: list[EmployeeId], data: st.DataObject, leads: int
) -> None:
    at_work = data.draw(st.sets(st.sampled_from(rotation), min_size=1))
    turns: dict[EmployeeId, int] = {}
    served = Counter(dict.fromkeys(at_work, 0))
    for seq in range(1, leads + 1):
        one = next_in_turn(rotation, turns, at_work)
        assert one
        turns[one] = seq
        served[one] += 1

    assert served.keys() == at_work
    assert max(served.values()) - min(served.values()) <= 1


def test_who_was_never_served_comes_first_in_the_rotations_order() -> None:
    assert next_in_turn(EVERYBODY, {}, EVERYBODY) == ANNA
    assert next_in_turn(EVERYBODY, {ANNA: 7}, EVERYBODY) == GLEB


def test_who_was_served_longest_ago_is_next() -> None:
    assert next_in_turn(EVERYBODY, {ANNA: 9, GLEB: 8, DARIA: 10}, EVERYBODY) == GLEB


def test_who_comes_back_to_work_does_not_get_everything_that_was_missed() -> None:
    turns = {ANNA: 1, GLEB: 90, DARIA: 91}
    first = next_in_turn(EVERYBODY, turns, EVERYBODY)

    assert first == ANNA
    assert next_in_turn(EVERYBODY, turns | {ANNA: 92}, EVERYBODY) == GLEB


def test_nobody_is_next_where_nobody_of_the_rotation_is_at_work() -> None:
    stranger = EmployeeId(UUID(int=1))

    assert next_in_turn(EVERYBODY, {}, {stranger}) is None
