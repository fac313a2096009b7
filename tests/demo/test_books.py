"""The books find what was lost and what was doubled."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from hub.demo.books import GRACE, Balance, Books, balance
from hub.demo.diary import Entry
from tests.examples import NOON

ENTRIES = st.frozensets(st.tuples(st.sampled_from(["message", "call"]), st.text(max_size=3)))
LATER = NOON + GRACE


def books(
    sent: frozenset[Entry] = frozenset(),
    logged: Counter[Entry] | None = None,
    promised: frozenset[Entry] = frozenset(),
    delivered: Counter[Entry] | None = None,
) -> Books:
    """Everything was done at noon; where nothing else is said, the other end saw it once."""
    return Books(
        dict.fromkeys(sent, NOON),
        Counter(sent) if logged is None else logged,
        dict.fromkeys(promised, NOON),
        Counter(promised) if delivered is None else delivered,
    )


@given(ENTRIES, ENTRIES)
def test_what_both_ends_saw_once_agrees(sent: frozenset[Entry], promised: frozenset[Entry]) -> None:
    told = balance(books(sent, promised=promised), LATER)

    assert told == Balance(len(sent), len(sent), len(promised), len(promised))
    assert told.agrees


@given(ENTRIES.filter(bool), st.data())
def test_whatever_is_lost_is_named(sent: frozenset[Entry], data: st.DataObject) -> None:
    gone = data.draw(st.frozensets(st.sampled_from(sorted(sent)), min_size=1))
    inbound = balance(books(sent, Counter(sent - gone)), LATER)
    outbound = balance(books(promised=sent, delivered=Counter(sent - gone)), LATER)

    assert frozenset(inbound.lost) == frozenset(outbound.lost) == gone
    assert not inbound.agrees
    assert not outbound.agrees


@given(ENTRIES.filter(bool), st.data())
def test_whatever_is_doubled_is_named(sent: frozenset[Entry], data: st.DataObject) -> None:
    twice = data.draw(st.sampled_from(sorted(sent)))
    inbound = balance(books(sent, Counter([*sent, twice])), LATER)
    outbound = balance(books(promised=sent, delivered=Counter([*sent, twice])), LATER)

    assert (inbound.doubled, outbound.doubled) == ((twice,), (twice,))
    assert not inbound.agrees
    assert not outbound.agrees


def test_a_loss_is_not_made_up_for_by_a_double() -> None:
    one, other = ("message", "1"), ("message", "2")
    told = balance(books(frozenset({one, other}), Counter([one, one])), LATER)

    assert (told.lost, told.doubled) == ((other,), (one,))


def test_what_nobody_sent_is_one_too_many() -> None:
    assert balance(books(logged=Counter([("call", "x")])), LATER).doubled == (("call", "x"),)


def test_what_is_young_is_under_way_and_does_not_agree_yet() -> None:
    told = balance(books(frozenset({("call", "x")}), Counter()), LATER - timedelta(seconds=1))

    assert (told.under_way, told.lost, told.agrees) == (1, (), False)


def test_at_the_end_there_is_no_grace() -> None:
    told = balance(books(frozenset({("call", "x")}), Counter()), NOON, timedelta(0))

    assert told.lost == (("call", "x"),)
